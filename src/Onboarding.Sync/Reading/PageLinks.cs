using System.Collections.Immutable;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Model.Ids;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;

namespace Onboarding.Sync.Reading;

/// <summary>Reads the links that a page of records may touch, with a few statements for the whole page.</summary>
internal sealed class PageLinks(RunScope run)
{
    private readonly SyncConnection _connection = run.Connection;

    public async Task<PageLook> ReadAsync(
        StreamMapping mapping, ImmutableArray<PlatformRecord> records, CancellationToken cancellationToken)
    {
        var stored = new List<Link>();
        ImmutableArray<string> ids =
        [
            .. records
                .SelectMany(record => new[] { record.Id, record.MergedInto })
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
        IReadOnlyList<Link> own = await run.Links.ByExternalIdsAsync(
            run.Workspace, _connection.Id, mapping.Stream, ids, cancellationToken);
        stored.AddRange(own);
        stored.AddRange(await ReferencedAsync(mapping, records, cancellationToken));

        var known = own.Select(link => link.ExternalId!).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<PlatformRecord> unknown =
            [.. records.Where(record => !record.Deleted && !known.Contains(record.Id))];
        ImmutableDictionary<string, string> matches = await MatchesAsync(mapping, unknown, cancellationToken);
        if (!unknown.IsEmpty)
        {
            var keys = new PageLook(_connection, mapping, run.Workspace, [], matches);
            stored.AddRange((await run.Links.ByResourcesAsync(
                run.Workspace, _connection.Id, [.. unknown.SelectMany(keys.KeysOf).Distinct(StringComparer.Ordinal)],
                cancellationToken))
                .Where(link => link.Stream == mapping.Stream));
        }

        return new PageLook(_connection, mapping, run.Workspace, [.. stored], matches);
    }

    private async Task<IEnumerable<Link>> ReferencedAsync(
        StreamMapping mapping, ImmutableArray<PlatformRecord> records, CancellationToken cancellationToken)
    {
        var links = new List<Link>();
        foreach (IGrouping<string, FieldMapping> stream in mapping.Fields
            .Where(field => field.References is not null)
            .GroupBy(field => field.References!, StringComparer.Ordinal))
        {
            ImmutableArray<string> ids =
            [
                .. records
                    .SelectMany(record => stream.Select(field => TextIn(record.Fields, field.Native)))
                    .Where(id => !string.IsNullOrEmpty(id))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ];
            if (!ids.IsEmpty)
            {
                links.AddRange(await run.Links.ByExternalIdsAsync(
                    run.Workspace, _connection.Id, stream.Key, ids, cancellationToken));
            }
        }

        return links;
    }

    /// <summary>Resource keys by the ids of the same things on other connections.</summary>
    private async Task<ImmutableDictionary<string, string>> MatchesAsync(
        StreamMapping mapping, ImmutableArray<PlatformRecord> unknown, CancellationToken cancellationToken)
    {
        var matches = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (mapping is not { MatchField: { } field, MatchStream: { } stream })
        {
            return matches.ToImmutable();
        }

        ImmutableArray<string> ids =
        [
            .. unknown
                .Select(record => TextIn(record.Fields, field))
                .Where(id => !string.IsNullOrEmpty(id))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
        foreach (ConnectionId peer in ids.IsEmpty ? [] : _connection.Peers)
        {
            foreach (Link link in await run.Links.ByExternalIdsAsync(run.Workspace, peer, stream, ids, cancellationToken))
            {
                matches.TryAdd(link.ExternalId!, link.ResourceKey);
            }
        }

        return matches.ToImmutable();
    }

    internal static string? TextIn(JsonObject fields, string native) =>
        FieldConversion.Find(fields, native, out JsonNode? value) && value is JsonValue text
            && text.TryGetValue(out string? found) ? found : null;
}
