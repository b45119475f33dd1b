using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Storage.Queries;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>Texts and instants come back as they went in and compare alike on both databases.</summary>
public abstract class TextPromises(StoreDatabase database) : StorePromises(database)
{
    private static readonly ConnectionId s_crm = new("crm");

    private static readonly ImmutableArray<string> s_hostile =
    [
        "", "'; drop table journal; --", "\"quoted\" \\ \\u0000 %_", "\0", "a\0b", "\u0001", "\u00010",
        "\0\u0001\u00011",
        "🚀 emoji \U0001F468\u200D\U0001F469\u200D\U0001F467", "\u202Eright to left", "line\r\nbreak\ttab",
        "$1 @workspace :x ?",
        "null", "{\"json\":[1,2]}", " leading and trailing ", "e\u0301 and \u00E9", new string('ä', 500),
    ];

    [StoreFact]
    public async Task Hostile_texts_are_keys_like_any_other()
    {
        WorkspaceId workspace = Workspace();
        foreach (string text in s_hostile)
        {
            await CommitAsync(Set(workspace, Events(workspace, text, 0, parent: text, text: text)) with
            {
                Request = new RequestStamp(text, text, text),
                Links =
                [
                    new()
                    {
                        Connection = s_crm, Stream = text, ResourceKey = text, ExternalId = text,
                        State = LinkState.Linked, Base = FieldMap.Of((text, FieldValue.OfText(text))),
                    },
                ],
                Checkpoints = [new(s_crm, text, text, Monday)],
                Followers = [new(text, 1, 0)],
            });
        }

        foreach (string text in s_hostile)
        {
            LoadedStreams loaded = await Journal.LoadAsync(workspace, [new StreamId("tally", text)], text, None);
            StoredAggregate aggregate = Assert.Single(loaded.Aggregates);
            Assert.Equal((text, Tally.State(1, text)), (aggregate.Stream.Key, aggregate.State));
            Assert.Equal(new RequestStamp(text, text, text), loaded.EarlierRequest);
            Assert.Single(await Journal.ReadStreamAsync(workspace, new StreamId("tally", text), 0, 10, None));
            Assert.Single(await Journal.ChildrenAsync(workspace, "tally", [text], None));
            Link link = Assert.Single(await Hub.Links.ByExternalIdsAsync(workspace, s_crm, text, [text], None));
            Assert.Equal((text, text, text), (link.Stream, link.ResourceKey, link.ExternalId));
            Assert.Equal(FieldMap.Of((text, FieldValue.OfText(text))), link.Base);
            Assert.Equal(1, await Journal.FollowerPositionAsync(workspace, text, None));
        }

        IReadOnlyDictionary<string, Checkpoint> saved = await Hub.Sync.CheckpointsAsync(workspace, s_crm, None);
        Assert.Equal(s_hostile.Order(StringComparer.Ordinal), saved.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(s_hostile.Length, (await FollowAsync(workspace)).Select(e => e.Stream.Key).Distinct().Count());
    }

    [StoreFact]
    public async Task Hostile_texts_in_records_come_back_as_they_were()
    {
        WorkspaceId workspace = Workspace();
        foreach (string text in s_hostile)
        {
            var letter = new DeadLetter
            {
                Id = IdSource.From(text), Connection = s_crm, Stream = text, RecordKey = text, Outbound = true,
                Record = text,
                Reason = text, Attempts = 1, State = DeadLetterState.Open, FailedAt = Monday,
            };
            var conflict = new Conflict
            {
                Id = letter.Id, Connection = s_crm, Stream = text, ResourceKey = text, Field = text,
                Kept = FieldValue.OfText(text), Lost = FieldValue.Nothing, KeptFrom = text, LostFrom = text,
                State = ConflictState.Open, FoundAt = Monday,
            };
            await CommitAsync(Set(workspace) with { DeadLetters = [letter], Conflicts = [conflict] });

            Assert.Equal([letter], await Hub.Sync.DeadLettersAsync(workspace, [letter.Id], None));
            Assert.Contains(conflict, await Hub.Conflicts.PageAsync(workspace, null, null, null, 100, None));
        }
    }

    [StoreFact]
    public async Task Hostile_actors_and_causes_keep_the_hash_of_the_event()
    {
        WorkspaceId workspace = Workspace();
        foreach ((string text, int i) in s_hostile.Select((text, i) => (text, i)))
        {
            StreamWrite write = Events(workspace, $"{i}", 0);
            var origin = new Origin(text, text);
            string hash = EventHash.Of(workspace, write.Stream, 1, "added", write.Events[0].Payload, origin, Monday);
            await CommitAsync(
                Set(workspace, write with { Events = [write.Events[0] with { Origin = origin, Hash = hash }] }));
        }

        Assert.Equal(s_hostile, (await FollowAsync(workspace)).Select(e => e.Origin.Actor));
        Assert.Null((await Hub.Seal.VerifyAsync(workspace, None)).Break);
    }

    [StoreFact]
    public async Task A_very_long_text_is_kept_and_a_key_that_is_too_long_is_refused()
    {
        WorkspaceId workspace = Workspace();
        string text = new('x', 2_000_000);
        await CommitAsync(Set(workspace, Events(workspace, "a", 0, text: text, title: text)));
        Assert.Equal(Tally.State(1, text), (await LoadAsync(workspace, "a"))!.State);
        ListedAggregate listed =
            Assert.Single(await Hub.Aggregates.PageAsync(workspace, "tally", new AggregateFilter(), null, 10, None));
        Assert.Equal(StoreBounds.TitleLengthMax, listed.Title.Length);

        string key = new('k', StoreBounds.KeyLengthMax + 1);
        await Assert.ThrowsAsync<ArgumentException>(
            () => Journal.CommitAsync(Set(workspace, Events(workspace, key, 0)), None));
    }

    [StoreFact]
    public async Task Half_a_character_becomes_the_replacement_character()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(workspace, Events(workspace, "a", 0, title: "half \uD83D!")));

        ListedAggregate listed =
            Assert.Single(await Hub.Aggregates.PageAsync(workspace, "tally", new AggregateFilter(), null, 10, None));
        Assert.Equal("half \uFFFD!", listed.Title);
    }

    [StoreFact]
    public async Task Titles_are_ordered_by_ordinal_and_not_by_language()
    {
        WorkspaceId workspace = Workspace();
        string[] titles = ["a", "B", "Z", "z", "ä", "a b", "a-b", "aB", "", "é", "1", "10", "2", "\0", "\u0001"];
        await CommitAsync(Set(workspace, [.. titles.Select((title, i) => Events(workspace, $"{i}", 0, title: title))]));

        IReadOnlyList<ListedAggregate> listed =
            await Hub.Aggregates.PageAsync(workspace, "tally", new AggregateFilter(), null, 100, None);
        Assert.Equal(titles.Order(StringComparer.Ordinal), listed.Select(line => line.Title));
    }

    [StoreFact]
    public async Task Instants_keep_their_microseconds_and_lose_their_zone()
    {
        WorkspaceId workspace = Workspace();
        DateTimeOffset instant = new DateTimeOffset(2026, 3, 2, 23, 59, 59, TimeSpan.FromHours(-5)).AddTicks(9_999_990);
        DateTimeOffset early = new(1969, 12, 31, 23, 59, 59, TimeSpan.Zero);
        await CommitAsync(Set(
            workspace, Events(workspace, "a", 0, time: instant), Events(workspace, "b", 0, time: early)));

        ImmutableArray<JournalEvent> events = await FollowAsync(workspace);
        Assert.Equal([instant, early], events.Select(e => e.Time));
        Assert.Equal(TimeSpan.Zero, events[0].Time.Offset);
        Assert.Null((await Hub.Seal.VerifyAsync(workspace, None)).Break);
    }
}
