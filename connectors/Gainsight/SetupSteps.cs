using System.Collections.Immutable;

using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;

namespace Onboarding.Connectors.Gainsight;

/// <summary>What a tenant must have before the hub is connected: the custom fields of the default mapping.</summary>
internal sealed class SetupSteps(ConnectorDescriptor descriptor, string mapping)
{
    private const string Custom = "__gc";

    /// <summary>One step for each object that the hub writes and that has custom fields.</summary>
    public ImmutableArray<ObjectStep> Of(GainsightSettings settings)
    {
        Mapping fields = MappingFile.Read(mapping, "gainsight.yaml", descriptor).Mapping
            ?? throw new InvalidOperationException("The mapping that the connector was built with has faults.");
        return
        [
            .. from stream in descriptor.Streams
               let mapped = fields.Of(stream.Name)
               where mapped is not null && stream.Write is not null
               let custom = CustomFields(stream, mapped)
               where !custom.IsEmpty
               select new ObjectStep(settings, stream.Name, custom),
        ];
    }

    private static ImmutableArray<string> CustomFields(StreamDescriptor stream, StreamMapping mapping) =>
    [
        .. mapping.Fields.Select(field => field.Native)
            .Append(stream.Write!.KeyField)
            .Where(name => name.EndsWith(Custom, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
