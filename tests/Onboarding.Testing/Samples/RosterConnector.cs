using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

using Onboarding.Connectors;
using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Settings;
using Onboarding.Connectors.Streams;

namespace Onboarding.Testing.Samples;

/// <summary>The smallest whole connector: one stream, read only, a fixed key.</summary>
public sealed class RosterConnector : Connector
{
    public override ConnectorDescriptor Descriptor { get; } = new()
    {
        Name = "roster",
        Title = "Roster",
        Settings =
        [
            new SettingDefinition("Address", "Root of the roster, from its settings page."),
            new SettingDefinition("Key", "Key for reading, from its settings page.", Secret: true),
        ],
        Streams = [new StreamDescriptor { Name = "customers", Read = new ReadDescriptor(PageMax: 2, TellsDeletes: true) }],
        Limits = [],
        Overlap = TimeSpan.FromMinutes(5),
    };

    public override string DefaultMapping => """
        streams:
          customers:
            kind: account
            creates: true
            fields:
              name: {to: name, direction: in}
              field: {to: industry, direction: in}

        """;

    public override Platform Open(ConnectionSettings settings) =>
        new RosterPlatform(settings.Address("Address"), settings.Secret("Key"));

    /// <summary>A page as the roster writes it: records ordered by time of change and id.</summary>
    internal static PageOutcome PageOf(JsonObject page)
    {
        ImmutableArray<PlatformRecord> records =
        [
            .. page["records"]!.AsArray().Select(record => new PlatformRecord
            {
                Id = (string)record!["id"]!,
                ModifiedAt = DateTimeOffset.Parse((string)record["modified"]!, CultureInfo.InvariantCulture),
                Stream = (string?)record["fields"]!["stream"],
                Deleted = (bool)record["deleted"]!,
                MergedInto = (string?)record["mergedInto"],
                Fields = (JsonObject)record["fields"]!.DeepClone(),
            }),
        ];
        string? cursor = records.IsEmpty ? null : new TimeIdCursor(records[^1].ModifiedAt!.Value, records[^1].Id).Encode();
        return new PageOutcome.Page(records, cursor, PageToken: null, More: (bool)page["more"]!);
    }

    internal static (string Time, string Id) PlaceOf(StreamRead read)
    {
        TimeIdCursor place = read.Cursor is { } cursor
            ? TimeIdCursor.Decode(cursor)
            : new TimeIdCursor(DateTimeOffset.UnixEpoch, "");
        return (place.Time.ToString("O", CultureInfo.InvariantCulture), place.Id);
    }

    private sealed class RosterPlatform(Uri address, Secret key) : Platform
    {
        public override Uri BaseAddress => address;

        public override PlatformSession FixedSession => new(address, key.Reveal());

        public override PlatformRequest? SignIn(DateTimeOffset now) => null;

        public override PlatformSession ReadSignIn(PlatformResponse response) =>
            throw new ConnectorException(FailureKind.Unsupported, "A roster has no sign-in.");

        public override PlatformRequest Authorize(PlatformRequest request, PlatformSession session) =>
            request.WithHeader("X-Key", session.Credential);

        public override Failure? Classify(PlatformRequest request, PlatformResponse response) => response.StatusCode switch
        {
            200 => null,
            401 => new Failure(FailureKind.Unauthorized, "The roster does not take the key; make a new one."),
            _ => new Failure(FailureKind.Transient, $"The roster answers {response.StatusCode}."),
        };

        public override PlatformRequest Read(ImmutableArray<StreamRead> reads)
        {
            (string time, string id) = PlaceOf(reads[0]);
            return new PlatformRequest
            {
                Method = HttpMethod.Get,
                Path = $"/{reads[0].Stream}?time={Uri.EscapeDataString(time)}&id={Uri.EscapeDataString(id)}",
                Purpose = $"read {reads[0].Stream}",
                Repeatable = true,
            };
        }

        public override ImmutableArray<PageOutcome> ReadPages(ImmutableArray<StreamRead> reads, PlatformResponse response) =>
            [PageOf(JsonNode.Parse(response.Content)!.AsObject())];
    }
}
