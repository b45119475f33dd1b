using System.Collections.Immutable;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Setup;

namespace Onboarding.Connectors.Gainsight;

/// <summary>
/// Looks whether an object has the custom fields that the default mapping uses. Gainsight has no public call that makes
/// one, so what is missing is an administrator's to make.
/// </summary>
internal sealed class ObjectStep(GainsightSettings settings, string objectName, ImmutableArray<string> fields)
    : SetupStep
{
    /// <inheritdoc/>
    public override string Title => $"fields of {objectName}: {string.Join(", ", fields)}";

    /// <inheritdoc/>
    public override bool ByHand => true;

    /// <inheritdoc/>
    public override PlatformRequest Look() => new()
    {
        Method = HttpMethod.Get,
        Path = GainsightCalls.PathOf(settings.DescribePath, objectName),
        Purpose = $"describe {objectName}",
        Repeatable = true,
    };

    /// <inheritdoc/>
    public override SetupFinding ReadLook(PlatformResponse response)
    {
        if (GainsightFailures.Of(Look(), response) is { } failure)
        {
            return GainsightEnvelope.TryRead(response)?.Code == "OBJECT_NOT_FOUND"
                ? new SetupFinding(false, $"The object {objectName} is missing. {Remedy(fields)}")
                : new SetupFinding(false, failure.Message);
        }

        HashSet<string> there = [.. Names(GainsightEnvelope.Read(response).Data)];
        ImmutableArray<string> missing = [.. fields.Where(field => !there.Contains(field.ToUpperInvariant()))];
        return missing.IsEmpty
            ? new SetupFinding(true, $"{objectName} has them all.")
            : new SetupFinding(false, $"{objectName} lacks {string.Join(", ", missing)}. {Remedy(missing)}");
    }

    /// <inheritdoc/>
    /// <exception cref="ConnectorException">Always: Unsupported, with what an administrator must make.</exception>
    public override PlatformRequest Do(SetupFinding finding) =>
        throw new ConnectorException(FailureKind.Unsupported, finding.Found ?? Remedy(fields));

    /// <inheritdoc/>
    public override string? ReadDone(PlatformResponse response) => Remedy(fields);

    private string Remedy(IEnumerable<string> missing) =>
        "Gainsight has no call for this: an administrator makes them in Administration > Data Management > "
            + $"{objectName} ({string.Join(", ", missing)}), as the connector's guide lists them.";

    // The description lies in data, in data.records or in an array of either.
    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Names),
        JsonObject one when GainsightEnvelope.TextOf(one["fieldName"]) is { } name => [name.ToUpperInvariant()],
        JsonObject one => Names(one["fields"] ?? one["records"]),
        _ => [],
    };
}
