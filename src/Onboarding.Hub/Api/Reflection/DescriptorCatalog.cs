using System.Collections.Immutable;
using Google.Protobuf.Reflection;

namespace Onboarding.Hub.Api.Reflection;

/// <summary>Files with everything that they import, found by name and by what they declare.</summary>
internal sealed class DescriptorCatalog
{
    private readonly Dictionary<string, FileDescriptor> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, FileDescriptor>> _extensions =
        new(StringComparer.Ordinal);
    private readonly HashSet<string> _services = new(StringComparer.Ordinal);

    public DescriptorCatalog(IEnumerable<FileDescriptor> files)
    {
        foreach (var file in files)
        {
            AddFile(file);
        }
    }

    public FileDescriptor? FileNamed(string name) => _files.GetValueOrDefault(name);

    public FileDescriptor? FileDeclaring(string symbol) => _symbols.GetValueOrDefault(symbol);

    public FileDescriptor? FileExtending(string message, int number) =>
        _extensions.GetValueOrDefault(message)?.GetValueOrDefault(number);

    public bool HasService(string name) => _services.Contains(name);

    /// <summary>
    /// The numbers of a message's extensions, ascending; <see langword="null"/> when it is no message.
    /// </summary>
    public ImmutableArray<int>? ExtensionNumbers(string message) =>
        _extensions.TryGetValue(message, out var numbers) ? [.. numbers.Keys] : null;

    /// <summary>A file, then everything that it imports, each once.</summary>
    public static IReadOnlyList<FileDescriptor> WithImports(FileDescriptor file)
    {
        var found = new List<FileDescriptor> { file };
        var seen = new HashSet<string>(StringComparer.Ordinal) { file.Name };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(found[i].Dependencies.Where(import => seen.Add(import.Name)));
        }

        return found;
    }

    private void AddFile(FileDescriptor file)
    {
        if (!_files.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var import in file.Dependencies)
        {
            AddFile(import);
        }

        foreach (var service in file.Services)
        {
            AddService(service);
        }

        foreach (var message in file.MessageTypes)
        {
            AddMessage(message);
        }

        AddEnums(file.EnumTypes, file.Package);
        AddExtensions(file.Extensions);
    }

    private void AddService(ServiceDescriptor service)
    {
        _services.Add(service.FullName);
        AddSymbol(service);
        foreach (var method in service.Methods)
        {
            AddSymbol(method);
        }
    }

    private void AddMessage(MessageDescriptor message)
    {
        AddSymbol(message);
        _extensions.TryAdd(message.FullName, []);
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            AddSymbol(field);
        }

        foreach (var oneof in message.Oneofs)
        {
            AddSymbol(oneof);
        }

        foreach (var nested in message.NestedTypes)
        {
            AddMessage(nested);
        }

        AddEnums(message.EnumTypes, message.FullName);
        AddExtensions(message.Extensions);
    }

    // Protobuf puts the values of an enum beside it, not inside: a.b.COLOR_RED, not a.b.Color.COLOR_RED.
    private void AddEnums(IEnumerable<EnumDescriptor> enums, string scope)
    {
        foreach (var choice in enums)
        {
            AddSymbol(choice);
            foreach (var value in choice.Values)
            {
                _symbols.TryAdd(scope.Length == 0 ? value.Name : $"{scope}.{value.Name}", value.File);
            }
        }
    }

    private void AddExtensions(ExtensionCollection extensions)
    {
        foreach (var extension in extensions.UnorderedExtensions)
        {
            AddSymbol(extension);
            var message = extension.ExtendeeType.FullName;
            if (!_extensions.TryGetValue(message, out var numbers))
            {
                _extensions.Add(message, numbers = []);
            }

            numbers.TryAdd(extension.FieldNumber, extension.File);
        }
    }

    private void AddSymbol(IDescriptor symbol) => _symbols.TryAdd(symbol.FullName, symbol.File);
}
