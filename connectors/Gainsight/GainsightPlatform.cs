using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Setup;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;

namespace Onboarding.Connectors.Gainsight;

/// <summary>One tenant of Gainsight.</summary>
internal sealed class GainsightPlatform(GainsightSettings settings, SetupSteps setup) : Platform
{
    private readonly ObjectQueries _queries = new(settings);
    private readonly RecordWrites _records = new(settings);
    private readonly CockpitWrites _cockpit = new(settings);
    private readonly TimelineWrites _timeline = new(settings);

    /// <inheritdoc/>
    public override Uri BaseAddress => settings.BaseUrl;

    /// <inheritdoc/>
    public override PlatformSession FixedSession =>
        new(settings.BaseUrl, settings.AccessKey is { } key ? key.Reveal() : throw new UnreachableException());

    /// <inheritdoc/>
    public override ImmutableArray<SetupStep> Setup => [.. setup.Of(settings)];

    /// <inheritdoc/>
    public override PlatformRequest? SignIn(DateTimeOffset now) => settings.AccessKey is null
        ? GainsightCalls.Token(settings.TokenPath, settings.ClientId, settings.ClientSecret)
        : null;

    /// <inheritdoc/>
    public override PlatformSession ReadSignIn(PlatformResponse response)
    {
        // The token comes without the usual envelope (RFC 6749, section 5.1); a refusal comes in it.
        if (response.StatusCode == 200 && JsonNode.Parse(response.Content) is JsonObject json
            && GainsightEnvelope.TextOf(json["access_token"]) is { Length: > 0 } token)
        {
            return new PlatformSession(settings.BaseUrl, token);
        }

        var request = new PlatformRequest
        {
            Method = HttpMethod.Post,
            Path = settings.TokenPath,
            Purpose = "sign in",
            Repeatable = true,
        };
        throw new ConnectorException(
            GainsightFailures.Of(request, response) ?? throw new JsonException("The answer has no token."));
    }

    /// <inheritdoc/>
    public override PlatformRequest Authorize(PlatformRequest request, PlatformSession session) =>
        settings.AccessKey is null
            ? request.WithHeader("Authorization", $"Bearer {session.Credential}")
            : request.WithHeader(settings.AccessKeyHeader, session.Credential);

    /// <inheritdoc/>
    public override Failure? Classify(PlatformRequest request, PlatformResponse response)
    {
        bool isQuery = _queries.IsQuery(request);
        if (isQuery && _queries.SaysEmpty(response))
        {
            return null;
        }

        // A field or object that is gone ends the reading of its stream and not of the others: the page tells.
        Failure? failure = GainsightFailures.Of(request, response);
        return isQuery && failure?.Kind is FailureKind.Misconfigured or FailureKind.RecordRejected
            && GainsightEnvelope.TryRead(response) is not null
            ? null
            : failure;
    }

    /// <inheritdoc/>
    public override PlatformRequest Read(ImmutableArray<StreamRead> reads) => _queries.Request(reads.Single());

    /// <inheritdoc/>
    public override ImmutableArray<PageOutcome> ReadPages(
        ImmutableArray<StreamRead> reads, PlatformResponse response) =>
        [_queries.ReadPage(reads.Single(), response)];

    /// <inheritdoc/>
    public override PlatformRequest Write(WriteBatch batch)
    {
        GainsightStream stream = GainsightStreams.Of(batch.Stream);
        return stream.Writes switch
        {
            GainsightWriteForm.Object => _records.Request(stream, batch),
            GainsightWriteForm.CallToAction or GainsightWriteForm.Task => _cockpit.Request(stream, batch),
            GainsightWriteForm.Timeline => _timeline.Request(stream, batch),
            null => base.Write(batch),
            _ => throw new UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public override ImmutableArray<WriteOutcome> ReadOutcomes(WriteBatch batch, PlatformResponse response)
    {
        GainsightStream stream = GainsightStreams.Of(batch.Stream);
        if (GainsightFailures.Of(Write(batch), response) is { } failure)
        {
            // Errors do not reliably carry the place of their record, so that the hub looks for the bad one by halves.
            return [.. batch.Records.Select(_ => new WriteOutcome.BatchRefused(failure))];
        }

        return stream.Writes switch
        {
            GainsightWriteForm.Object => RecordWrites.Read(stream, batch, response),
            GainsightWriteForm.CallToAction or GainsightWriteForm.Task => CockpitWrites.Read(stream, batch, response),
            GainsightWriteForm.Timeline => TimelineWrites.Read(stream, batch, response),
            _ => throw new UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public override PlatformRequest FindMarked(string stream, ImmutableArray<string> markers) =>
        GainsightStreams.Of(stream) is { KeyField: not null, IsRead: true } marked
            ? _queries.Marked(marked, markers)
            : base.FindMarked(stream, markers);

    /// <inheritdoc/>
    public override ImmutableArray<MarkedRecord> ReadMarked(string stream, PlatformResponse response) =>
        GainsightStreams.Of(stream) is { KeyField: not null, IsRead: true } marked
            ? _queries.ReadMarked(marked, response)
            : base.ReadMarked(stream, response);
}
