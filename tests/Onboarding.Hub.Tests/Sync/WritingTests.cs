using System.Text.Json.Nodes;

using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Links;
using Onboarding.Sync.Runs;
using Onboarding.Testing.Builders;
using Onboarding.Testing.Samples;

using Xunit;

namespace Onboarding.Hub.Tests.Sync;

/// <summary>What the hub writes to a platform.</summary>
public sealed class WritingTests : IAsyncLifetime
{
    private static readonly string s_account = SyncBench.KeyOf("accounts", "a1");
    private static readonly string s_call = $"{SyncBench.Run}/call";

    private SyncBench _bench = null!;

    private LedgerWorld World => _bench.World;

    private LedgerRow Call => World.Rows("tasks").Single(row => row.Text(LedgerConnector.KeyField) == s_call);

    public async Task InitializeAsync()
    {
        _bench = await SyncBench.StartAsync();
        LedgerScenes.Fill(World);
        await _bench.SyncWellAsync();
        World.Calls.Clear();
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task An_onboarding_becomes_a_case_and_its_open_task_a_record_under_it()
    {
        await _bench.BeginAsync(s_account);

        await _bench.SyncWellAsync();

        LedgerRow made = Assert.Single(World.Rows("cases"));
        Assert.Equal("a1", made.Text("account"));
        Assert.Equal("active", made.Text("state"));
        Assert.Equal(("Call", made.Id, "Open"), (Call.Text("title"), Call.Text("case"), Call.Text("state")));
        Assert.Single(World.Rows("tasks"));
    }

    [Fact]
    public async Task A_record_is_made_only_where_the_mapping_says_so_and_carries_the_id_by_which_others_match()
    {
        var crm = new ConnectionId("crm");
        _bench.Peers = [crm];
        _bench.MappingText = """
            streams:
              accounts:
                kind: account
                match: {field: crm_id, stream: Account}
                made_when: onboarding_tier is filled
                fields:
                  name: {to: name, direction: out}
                  tier: {to: onboarding_tier, direction: out}
            """;
        foreach ((string key, string? tier) in new (string, string?)[] { ("prospect", null), ("customer", "high_touch") })
        {
            await _bench.AskAsync(Aggregates.Account, key, new ResourceCommand.Merge(
                ResourceKind.Account, key, "crm", [Text("name", key), Text("onboarding_tier", tier)]));
            await LinkAsync(crm, "Account", key, $"001-{key}");
        }

        await _bench.SyncWellAsync();

        LedgerRow made = Assert.Single(World.Rows("accounts"), row => row.Text("crm_id") is not null);
        Assert.Equal(("customer", "001-customer"), (made.Text("name"), made.Text("crm_id")));
        Assert.DoesNotContain(World.Rows("accounts"), row => row.Text("name") == "prospect");
    }

    [Fact]
    public async Task What_was_written_comes_back_as_an_echo()
    {
        await _bench.BeginAsync(s_account);
        await _bench.SyncWellAsync();
        int events = (await _bench.QueryAsync("select 1 from journal")).Count;
        World.Calls.Clear();

        await _bench.SyncWellAsync();

        Assert.All(World.Calls, call => Assert.Equal("read", call));
        Assert.Equal(events, (await _bench.QueryAsync("select 1 from journal")).Count);
    }

    [Fact]
    public async Task Records_are_written_in_as_few_batches_as_the_platform_takes()
    {
        for (int i = 1; i <= 7; i++)
        {
            await _bench.BeginAsync(s_account, new OnboardingId(new Guid(i, 0, 0, new byte[8])));
        }

        await _bench.SyncWellAsync();

        Assert.Equal(
            ["create cases 3", "create cases 3", "create cases 1", "create tasks 3", "create tasks 3", "create tasks 1"],
            World.Calls.Where(call => call != "read"));
    }

    [Fact]
    public async Task Completing_a_task_on_the_platform_completes_it_and_opens_the_next()
    {
        await _bench.BeginAsync(s_account);
        await _bench.SyncWellAsync();
        World.Put("tasks", Call.Id, ("state", "Done"), ("owner", "dee@example.com"));

        await _bench.SyncWellAsync();

        OnboardingState state = (await _bench.StateAsync(Aggregates.Onboarding, SyncBench.Run.ToString()))!;
        Assert.Equal((TaskPhase.Completed, "dee@example.com"), (state.Task("call")!.Phase, state.Task("call")!.ClosedBy));
        Assert.Equal(["Call", "Mail"], World.Rows("tasks").Select(row => row.Text("title")));
    }

    [Fact]
    public async Task A_refused_command_is_kept_as_a_conflict_and_put_right_on_the_platform()
    {
        await _bench.BeginAsync(s_account);
        await _bench.SyncWellAsync();
        await _bench.AskAsync(Aggregates.Onboarding, SyncBench.Run.ToString(), new OnboardingCommand.Cancel("Gone"));
        World.Put("tasks", Call.Id, ("state", "Done"));

        await _bench.SyncWellAsync();

        Assert.Equal("Open", Call.Text("state"));
        Assert.Equal(
            ["state|\"open\"|\"completed\""], await _bench.QueryAsync("select field, kept, lost from conflicts"));
    }

    [Fact]
    public async Task Drift_is_written_back_and_kept()
    {
        await _bench.BeginAsync(s_account);
        await _bench.SyncWellAsync();
        World.Put("tasks", Call.Id, ("title", "Something else"));

        await _bench.SyncWellAsync();

        Assert.Equal("Call", Call.Text("title"));
        Assert.Equal(
            ["title|\"Call\"|\"Something else\""], await _bench.QueryAsync("select field, kept, lost from conflicts"));
    }

    [Fact]
    [Trait("Requirement", "A3.14")]
    public async Task Work_that_another_revision_drops_ends_as_skipped_and_what_it_brings_appears()
    {
        await MigrateAsync(plan => plan with
        {
            Tasks =
            [
                .. plan.Tasks.Where(task => task.Key != "call").Select(task => task with { DependsOn = [] }),
                plan.Tasks[0] with { Key = "fax", Title = "Fax" },
            ],
        });

        Assert.Equal("Skipped", Call.Text("state"));
        Assert.Equal(["Call", "Fax", "Mail"], World.Rows("tasks").Select(row => row.Text("title")).Order());
    }

    [Fact]
    public async Task Work_that_waits_again_in_another_revision_stays_open_on_the_platform()
    {
        await MigrateAsync(plan => plan with
        {
            Tasks =
            [
                plan.Tasks[0] with { Key = "fax", Title = "Fax" },
                plan.Tasks[0] with { Title = "Call after fax", DependsOn = ["fax"] },
                .. plan.Tasks[1..],
            ],
        });

        Assert.Equal(("Open", "Call after fax"), (Call.Text("state"), Call.Text("title")));
    }

    [Fact]
    public async Task A_platform_that_alters_values_settles_after_one_round_and_what_it_altered_is_said()
    {
        World.Form = (field, value) => field == "title" ? JsonValue.Create(((string)value!).ToUpperInvariant()) : value;
        await _bench.BeginAsync(s_account);
        await _bench.SyncWellAsync();
        await _bench.SyncWellAsync();
        World.Calls.Clear();

        await _bench.SyncWellAsync();
        await _bench.SyncWellAsync();

        Assert.All(World.Calls, call => Assert.Equal("read", call));
        Assert.Contains("title|\"Call\"|\"CALL\"", await _bench.QueryAsync("select field, kept, lost from conflicts"));
    }

    [Fact]
    public async Task A_lost_answer_makes_no_twin()
    {
        await _bench.BeginAsync(s_account);
        World.LosesAnswer = call => call.StartsWith("create tasks", StringComparison.Ordinal);

        SyncOutcome.Ended ended = await _bench.SyncAsync();
        World.LosesAnswer = _ => false;
        await _bench.SyncWellAsync();

        Assert.Equal(SyncRunState.Failed, ended.Run.State);
        Assert.Single(World.Rows("tasks"));
        Assert.Equal(LinkState.Linked, (await _bench.LinkAsync("tasks", Call.Id))!.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_twin_that_is_found_is_one_letter_which_its_delete_or_a_merge_resolves(bool merged)
    {
        (string kept, string twin) = await MakeTwinAsync();
        await _bench.SyncWellAsync();
        DeadLetter letter = Assert.Single(await _bench.LettersAsync(), one => one.Stream == "tasks");
        Assert.Equal((twin, false), (letter.RecordKey, letter.Outbound));
        Assert.Contains($"{twin} and {kept} both stand for {s_call}", letter.Reason, StringComparison.Ordinal);

        // However many letters lie there, this one is known.
        _bench.Settings = _bench.Settings with { ReplaysMax = 1 };
        World.Put("accounts", "bad1", ("name", new string('x', 300)));
        World.Put("accounts", "bad2", ("name", new string('x', 300)));
        await _bench.SyncWellAsync();
        // So much later that nothing but the tombstone is read.
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        World.Remove("tasks", merged ? kept : twin, merged ? twin : null);
        await _bench.SyncWellAsync();
        letter = Assert.Single(await _bench.LettersAsync(DeadLetterState.Resolved), one => one.Stream == "tasks");
        Assert.Equal(twin, letter.RecordKey);
        Assert.Equal(LinkState.Linked, (await _bench.LinkAsync("tasks", merged ? twin : kept))!.State);
    }

    [Fact]
    public async Task A_twin_that_is_still_there_when_its_letter_is_replayed_is_reported_again()
    {
        (_, string twin) = await MakeTwinAsync();
        await _bench.ReplayAsync(Assert.Single(await _bench.LettersAsync()));

        await _bench.SyncWellAsync();

        DeadLetter letter = Assert.Single(await _bench.LettersAsync());
        Assert.Equal(twin, letter.RecordKey);
        Assert.True(letter.Attempts > 1);
        Assert.Empty(await _bench.LettersAsync(DeadLetterState.Replaying));
    }

    [Fact]
    public async Task A_create_whose_answer_and_look_were_lost_is_found_by_the_next_run()
    {
        await _bench.BeginAsync(s_account);
        World.LosesAnswer = call => call.EndsWith("tasks 1", StringComparison.Ordinal);
        Assert.Equal(SyncRunState.Failed, (await _bench.SyncAsync()).Run.State);
        World.LosesAnswer = _ => false;

        await _bench.SyncWellAsync();

        Assert.Equal("Call", Assert.Single(World.Rows("tasks")).Text("title"));
    }

    [Fact]
    public async Task One_bad_record_of_a_batch_is_put_aside_and_the_others_are_written()
    {
        await BeginThreeAsync();
        World.Refusal = (stream, fields) => stream == "cases" && (string?)fields["title"] == "Acme 2" ? "Not allowed." : null;

        await _bench.SyncWellAsync();

        Assert.Equal(2, World.Rows("cases").Count);
        Assert.Equal("Not allowed.", Assert.Single(await _bench.LettersAsync()).Reason);
    }

    [Fact]
    public async Task A_batch_refused_as_a_whole_is_halved_until_the_bad_record_stands_alone()
    {
        await BeginThreeAsync();
        World.RefusesWholeBatches = true;
        World.Refusal = (stream, fields) => stream == "cases" && (string?)fields["title"] == "Acme 2" ? "Bad." : null;

        await _bench.SyncWellAsync();

        Assert.Equal(2, World.Rows("cases").Count);
        Assert.Single(await _bench.LettersAsync());
    }

    [Fact]
    public async Task A_locked_record_is_tried_again_in_the_run_and_then_left_for_the_next()
    {
        await _bench.BeginAsync(s_account);
        int tries = 0;
        World.Refusal = (stream, _) => stream == "cases" && tries++ >= 0 ? "locked" : null;
        await _bench.SyncWellAsync();

        Assert.Equal(4, tries);
        World.Refusal = (_, _) => null;
        await _bench.SyncWellAsync();

        Assert.Single(World.Rows("cases"));
        Assert.Single(World.Rows("tasks"));
    }

    [Fact]
    public async Task A_refused_record_is_not_tried_again_before_the_wish_changes_or_somebody_replays_it()
    {
        await _bench.SetAsync(ResourceKind.Account, s_account, "onboarding_stage", "First", rank: 0);
        World.Refusal = (_, _) => "Not allowed.";
        await _bench.SyncWellAsync();
        World.Calls.Clear();
        await _bench.SetAsync(ResourceKind.Account, s_account, "complexity", "low");
        await _bench.SyncWellAsync();
        Assert.All(World.Calls, call => Assert.Equal("read", call));

        World.Refusal = (_, _) => null;
        await _bench.ReplayAsync(Assert.Single(await _bench.LettersAsync()));
        await _bench.SyncWellAsync();

        Assert.Equal("First", World.Row("accounts", "a1").Text("stage"));
        Assert.Single(await _bench.LettersAsync(DeadLetterState.Resolved));
    }

    [Fact]
    public async Task A_record_deleted_on_the_platform_is_not_made_again()
    {
        await _bench.BeginAsync(s_account);
        await _bench.SyncWellAsync();
        World.Remove("tasks", Call.Id);
        await _bench.SyncWellAsync();
        await _bench.AskAsync(
            Aggregates.Onboarding, SyncBench.Run.ToString(), new OnboardingCommand.AssignTask("call", "x@example.com"));

        await _bench.SyncWellAsync();

        Assert.True(Assert.Single(World.Rows("tasks")).Deleted);
    }

    [Fact]
    [Trait("Requirement", "A6.9")]
    public async Task A_handoff_becomes_a_note_in_which_nothing_can_be_smuggled()
    {
        await _bench.HandOffAsync(
            "00000000-0000-8000-8000-000000000002", s_account, FieldMap.Of(("goals", FieldValue.OfText("<script>x</script>"))));

        await _bench.SyncWellAsync();

        LedgerRow note = Assert.Single(World.Rows("notes"));
        Assert.Equal("<dl><dt>Goals</dt><dd>&lt;script&gt;x&lt;/script&gt;</dd></dl>", note.Text("body"));
        Assert.Equal("a1", note.Text("account"));
    }

    [Fact]
    public async Task A_record_waits_for_the_one_that_it_hangs_on()
    {
        await _bench.BeginAsync("00000000-0000-8000-8000-00000000000f");
        await _bench.SyncWellAsync();

        Assert.Empty(World.Rows("cases"));
        Assert.Empty(World.Rows("tasks"));
        Assert.Equal(["cases|intended|1", "tasks|intended|1"],
            await _bench.QueryAsync("select stream, state, dirty from links where stream in ('cases', 'tasks') order by stream"));
    }

    [Theory]
    [InlineData("ANN@Example.com", "u1")]
    [InlineData("nobody@example.com", null)]
    public async Task A_person_is_found_however_the_address_is_written_and_an_unknown_one_holds_nothing_up(
        string owner, string? user)
    {
        _bench.MappingText = """
            streams:
              users:
                kind: person
                fields:
                  mail: {to: email, direction: in}
              accounts:
                kind: account
                fields:
                  name: {to: name, direction: out}
                  manager: {to: cs_owner_email, direction: out, references: users}
            """;
        await _bench.AskAsync(Aggregates.Account, "customer", new ResourceCommand.Merge(
            ResourceKind.Account, "customer", "crm", [Text("name", "Customer"), Text("cs_owner_email", owner)]));

        await _bench.SyncWellAsync();

        LedgerRow made = Assert.Single(World.Rows("accounts"), row => row.Text("name") == "Customer");
        Assert.Equal(user, made.Text("manager"));
        Assert.Empty(await _bench.LettersAsync());
    }

    [Fact]
    public async Task Somebody_who_becomes_a_user_later_is_filled_in_then()
    {
        await A_person_is_found_however_the_address_is_written_and_an_unknown_one_holds_nothing_up(
            "nobody@example.com", null);
        World.Put("users", "u9", ("mail", "Nobody@example.com"));

        await _bench.SyncWellAsync();
        await _bench.SyncWellAsync();

        Assert.Equal("u9", Assert.Single(World.Rows("accounts"), row => row.Text("name") == "Customer").Text("manager"));
    }

    [Fact]
    public async Task A_create_that_waited_still_carries_the_id_by_which_others_match()
    {
        var crm = new ConnectionId("crm");
        _bench.Peers = [crm];
        _bench.MappingText = """
            streams:
              accounts:
                kind: account
                match: {field: crm_id, stream: Account}
                fields:
                  name: {to: name, direction: out}
                  field: {to: industry, direction: out, references: deals}
              deals:
                kind: opportunity
                fields:
                  name: {to: name, direction: in}
            """;
        await _bench.AskAsync(Aggregates.Account, "customer", new ResourceCommand.Merge(
            ResourceKind.Account, "customer", "crm", [Text("name", "Customer"), Text("industry", "later")]));
        await LinkAsync(crm, "Account", "customer", "001-customer");
        await _bench.SyncWellAsync();
        Assert.DoesNotContain(World.Rows("accounts"), row => row.Text("name") == "Customer");

        await LinkAsync(SyncBench.Ledger, "deals", "later", "d9");
        await _bench.SyncWellAsync();

        LedgerRow made = Assert.Single(World.Rows("accounts"), row => row.Text("name") == "Customer");
        Assert.Equal(("001-customer", "d9"), (made.Text("crm_id"), made.Text("field")));
    }

    private static FieldChange Text(string field, string? value) => new()
    {
        Field = field,
        Value = value is null ? FieldValue.Nothing : FieldValue.OfText(value),
        Rank = 1,
        ChangedAt = default,
    };

    private Task LinkAsync(ConnectionId connection, string stream, string key, string id) => _bench.Store.CommitAsync(
        new WriteSet
        {
            Workspace = SyncBench.Workspace,
            Links =
            [
                new Link
                {
                    Connection = connection, Stream = stream, ResourceKey = key, ExternalId = id,
                    State = LinkState.Linked, Base = FieldMap.None,
                },
            ],
        },
        CancellationToken.None);

    private async Task BeginThreeAsync()
    {
        for (int i = 1; i <= 3; i++)
        {
            await _bench.BeginAsync(s_account, new OnboardingId(new Guid(i, 0, 0, new byte[8])), $"Acme {i}");
        }
    }

    /// <summary>An onboarding that the platform knows moves to a revision of its plan, and is written anew.</summary>
    private async Task MigrateAsync(Func<PlaybookPlan, PlaybookPlan> edit)
    {
        await _bench.BeginAsync(s_account);
        await _bench.SyncWellAsync();
        string key = SyncBench.Run.ToString();
        OnboardingState state = (await _bench.StateAsync(Aggregates.Onboarding, key))!;
        await _bench.AskAsync(Aggregates.Onboarding, key, new OnboardingCommand.Migrate(
            RandomEdits.TargetOf(state, edit(state.Plan)), "ops@example.com"));
        await _bench.SyncWellAsync();
    }

    /// <summary>Has the platform make a second record of one task, which looking for its marker shows.</summary>
    private async Task<(string Kept, string Twin)> MakeTwinAsync()
    {
        await _bench.BeginAsync(s_account);
        World.LosesAnswer = call =>
        {
            if (!call.StartsWith("create tasks", StringComparison.Ordinal))
            {
                return false;
            }

            World.Put("tasks", "twin", (LedgerConnector.KeyField, s_call), ("title", "Call"));
            return true;
        };
        await _bench.SyncAsync();
        World.LosesAnswer = _ => false;

        string[] ids = [.. World.Rows("tasks").Select(row => row.Id)];
        Assert.Equal(2, ids.Length);
        string kept = await _bench.LinkAsync("tasks", ids[0]) is { State: LinkState.Linked } ? ids[0] : ids[1];
        return (kept, ids.Single(id => id != kept));
    }
}
