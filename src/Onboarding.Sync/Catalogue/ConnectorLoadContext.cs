using System.Reflection;
using System.Runtime.Loader;

using Onboarding.Connectors;
using Onboarding.Model.Fields;

namespace Onboarding.Sync.Catalogue;

/// <summary>
/// Holds one dropped-in connector with the libraries that came with it, so that two connectors may bring different
/// versions of one library. What a connector author sees is the hub's own, else its types would be strangers here.
/// </summary>
internal sealed class ConnectorLoadContext(string connectorFile)
    : AssemblyLoadContext(Path.GetFileNameWithoutExtension(connectorFile))
{
    private static readonly string?[] s_shared =
        [typeof(Connector).Assembly.GetName().Name, typeof(FieldValue).Assembly.GetName().Name];

    private readonly AssemblyDependencyResolver _resolver = new(connectorFile);

    // Null leaves the assembly to the program: the shared ones, and what the connector did not bring along.
    protected override Assembly? Load(AssemblyName assemblyName) =>
        !s_shared.Contains(assemblyName.Name) && _resolver.ResolveAssemblyToPath(assemblyName) is { } file
            ? LoadFromAssemblyPath(file)
            : null;
}
