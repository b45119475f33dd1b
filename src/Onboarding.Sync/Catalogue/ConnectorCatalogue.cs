using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;

using Onboarding.Connectors;

namespace Onboarding.Sync.Catalogue;

/// <summary>The connectors that a process knows.</summary>
public sealed class ConnectorCatalogue
{
    private const string FilePattern = "Onboarding.Connectors.*.dll";

    private ConnectorCatalogue(ImmutableArray<Connector> connectors) => Connectors = connectors;

    /// <summary>In ordinal order of <see cref="ConnectorDescriptor.Name"/>.</summary>
    public ImmutableArray<Connector> Connectors { get; }

    /// <summary>The connector of that name; null when there is none.</summary>
    public Connector? Find(string name) => Connectors.FirstOrDefault(connector => connector.Descriptor.Name == name);

    /// <summary>
    /// Finds connectors: those that were built with the program, and those dropped in later. A connector is an assembly
    /// named Onboarding.Connectors.{something} that carries a <see cref="ConnectorAttribute"/>.
    /// </summary>
    /// <param name="programFolder">The folder of the program.</param>
    /// <param name="dropFolder">Each folder in it holds one connector with its libraries; null, or absent, when there are none.</param>
    /// <exception cref="ConnectorLoadException">
    /// A file cannot be loaded, a dropped-in folder has no connector, or two connectors have one name. The hub does not run
    /// with half of its connectors: the connections of the others would look forgotten.
    /// </exception>
    public static ConnectorCatalogue Load(string programFolder, string? dropFolder)
    {
        var found = new List<(Connector Connector, string File)>();
        foreach (string file in FilesOf(programFolder))
        {
            Add(found, file, AssemblyLoadContext.Default);
        }

        if (dropFolder is not null && Directory.Exists(dropFolder))
        {
            foreach (string folder in Directory.EnumerateDirectories(dropFolder).Order(StringComparer.Ordinal))
            {
                AddDropped(found, folder);
            }
        }

        return new ConnectorCatalogue(
            [.. found.Select(pair => pair.Connector).OrderBy(c => c.Descriptor.Name, StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder, FilePattern).Order(StringComparer.Ordinal);

    private static void AddDropped(List<(Connector Connector, string File)> found, string folder)
    {
        int before = found.Count;
        foreach (string file in FilesOf(folder))
        {
            Add(found, file, new ConnectorLoadContext(file));
        }

        if (found.Count == before)
        {
            throw new ConnectorLoadException(
                folder, $"there is no connector in this folder. Put a file {FilePattern} with a connector here, or remove it.");
        }
    }

    private static void Add(List<(Connector Connector, string File)> found, string file, AssemblyLoadContext context)
    {
        if (Open(file, context) is not { } connector)
        {
            return;
        }

        string name = connector.Descriptor.Name;
        if (found.FirstOrDefault(pair => pair.Connector.Descriptor.Name == name) is { File: { } other })
        {
            throw new ConnectorLoadException(file, $"its connector is named '{name}' like that of {other}. Remove one of them.");
        }

        found.Add((connector, file));
    }

    /// <summary>The connector of an assembly; null when it says that it has none, as a sandbox does.</summary>
    private static Connector? Open(string file, AssemblyLoadContext context)
    {
        try
        {
            Assembly assembly = context.LoadFromAssemblyPath(file);
            if (assembly.GetCustomAttribute<ConnectorAttribute>() is not { } mark)
            {
                return null;
            }

            return Activator.CreateInstance(mark.Connector) as Connector ?? throw new ConnectorLoadException(
                file, $"{mark.Connector.FullName} is named as its connector but is none; derive it from {nameof(Connector)}.");
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or TypeLoadException or MissingMemberException
            or TargetInvocationException)
        {
            throw new ConnectorLoadException(
                file, "it cannot be loaded as a connector. Build it against this version of the hub: "
                    + (e.InnerException ?? e).Message, e);
        }
    }
}
