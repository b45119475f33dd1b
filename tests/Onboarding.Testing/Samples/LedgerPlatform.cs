using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

using Onboarding.Connectors;
using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;

namespace Onboarding.Testing.Samples;

/// <summary>How to speak to a <see cref="LedgerWorld"/>.</summary>
internal sealed class LedgerPlatform : Platform
{
    public override Uri BaseAddress { get; } = new("https://ledger.example");

    public override PlatformSession FixedSession => new(BaseAddress, "key");

    public override PlatformRequest? SignIn(DateTimeOffset now) => null;

    public override PlatformSession ReadSignIn(PlatformResponse response) =>
        throw new ConnectorException(FailureKind.Unsupported, "A ledger has no sign-in.");

    public override PlatformRequest Authorize(PlatformRequest request, PlatformSession session) =>
        request.WithHeader("X-Key", session.Credential);

    public override Failure? Classify(PlatformRequest request, PlatformResponse response) => response.StatusCode switch
    {
        200 => null,
        400 => new Failure(FailureKind.RecordRejected, Encoding.UTF8.GetString(response.Content)),
        401 => new Failure(FailureKind.Unauthorized, "The ledger does not take the key; make a new one."),
        _ => new Failure(FailureKind.Transient, $"The ledger answers {response.StatusCode}."),
    };

    public override PlatformRequest Read(ImmutableArray<StreamRead> reads) => Post("read", "read", repeatable: true, new JsonObject
    {
        ["reads"] = new JsonArray(
        [
            .. reads.Select(read => RosterConnector.PlaceOf(read) is var place
                ? new JsonObject { ["stream"] = read.Stream, ["time"] = place.Time, ["id"] = place.Id }
                : null),
        ]),
    });

    public override ImmutableArray<PageOutcome> ReadPages(ImmutableArray<StreamRead> reads, PlatformResponse response) =>
    [
        .. JsonNode.Parse(response.Content)!["pages"]!.AsArray().Select(page => (string?)page!["error"] is { } error
            ? new PageOutcome.Failed(new Failure(FailureKind.Misconfigured, error))
            : RosterConnector.PageOf(page.AsObject())),
    ];

    public override PlatformRequest Write(WriteBatch batch)
    {
        string action = batch.Action.ToString().ToLowerInvariant();
        return Post($"{batch.Stream}/{action}", $"{action} {batch.Stream}", batch.Action != WriteAction.Create, new JsonObject
        {
            ["records"] = new JsonArray(
            [
                .. batch.Records.Select(record => new JsonObject
                {
                    ["key"] = record.Key,
                    ["id"] = record.ExternalId,
                    ["fields"] = record.Fields.DeepClone(),
                }),
            ]),
        });
    }

    public override ImmutableArray<WriteOutcome> ReadOutcomes(WriteBatch batch, PlatformResponse response)
    {
        if (response.StatusCode == 400)
        {
            var failure = new Failure(FailureKind.RecordRejected, Encoding.UTF8.GetString(response.Content));
            return [.. batch.Records.Select(_ => new WriteOutcome.BatchRefused(failure))];
        }

        return [.. JsonNode.Parse(response.Content)!["outcomes"]!.AsArray().Select(outcome => OutcomeOf(outcome!))];
    }

    public override PlatformRequest FindMarked(string stream, ImmutableArray<string> markers) =>
        Post($"{stream}/find", $"find {stream}", repeatable: true, new JsonObject
        {
            ["keys"] = new JsonArray([.. markers.Select(marker => JsonValue.Create(marker))]),
        });

    public override ImmutableArray<MarkedRecord> ReadMarked(string stream, PlatformResponse response) =>
    [
        .. JsonNode.Parse(response.Content)!["found"]!.AsArray()
            .Select(found => new MarkedRecord((string)found!["key"]!, (string)found["id"]!)),
    ];

    private static WriteOutcome OutcomeOf(JsonNode outcome) => (string?)outcome["error"] switch
    {
        null => new WriteOutcome.Written((string)outcome["id"]!),
        "locked" => new WriteOutcome.Refused(new Failure(FailureKind.Transient, "The row is locked.")),
        { } error => new WriteOutcome.Refused(new Failure(FailureKind.RecordRejected, error)),
    };

    private static PlatformRequest Post(string path, string purpose, bool repeatable, JsonObject content) => new()
    {
        Method = HttpMethod.Post,
        Path = $"/{path}",
        Content = Encoding.UTF8.GetBytes(content.ToJsonString()),
        Purpose = purpose,
        Repeatable = repeatable,
    };
}
