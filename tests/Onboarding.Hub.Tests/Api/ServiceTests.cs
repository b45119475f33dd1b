using Google.Protobuf.WellKnownTypes;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>What callers come for.</summary>
public sealed class ServiceTests
{
    [Fact]
    public async Task A_repeated_request_changes_nothing_and_answers_alike()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        foreach (string method in new[] { "CreateAccount", "UpdateAccount", "RaiseBlocker", "MoveKickoff",
            "PublishPlaybookRevision", "CreateContact" })
        {
            var request = AcmeWorld.Requests[method];
            request = request.Descriptor.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteString(request));
            request.Descriptor.FindFieldByName("request_id").Accessor.SetValue(request, $"repeat-{method}");
            var first = await calls.CallAsync(Rpcs.Find(method), request);
            host.Clock.Advance(TimeSpan.FromMinutes(5));
            Assert.Equal(first, await calls.CallAsync(Rpcs.Find(method), request));
        }
    }

    [Fact]
    public async Task The_four_states_of_a_field_come_back_as_they_were_given()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        var given = new V1.Account
        {
            Fields =
            {
                ["name"] = new V1.FieldValue { TextValue = "Ünïcode 🚀" },
                ["website"] = new V1.FieldValue { NullValue = NullValue.NullValue },
                ["industry"] = new V1.FieldValue { TextValue = "" },
                ["annual_recurring_revenue"] = new V1.FieldValue { NumberValue = "12000.50" },
                ["strategic"] = new V1.FieldValue { FlagValue = false },
            },
        };
        V1.Account created = await calls.CallAsync<V1.Account>(
            "CreateAccount", new V1.CreateAccountRequest { Parent = AcmeWorld.Workspace, Account = given,
                RequestId = "states" });
        Assert.Equal(given.Fields, created.Fields);
        Assert.Equal("olivia@example.com", created.Origins["name"].Source);

        V1.Account updated = await calls.CallAsync<V1.Account>("UpdateAccount", new V1.UpdateAccountRequest
        {
            Account = new V1.Account { Name = created.Name, Etag = created.Etag },
            UpdateMask = new FieldMask { Paths = { "fields.strategic" } },
            RequestId = "unset",
        });
        Assert.Equal(V1.FieldValue.KindOneofCase.NullValue, updated.Fields["strategic"].KindCase);
        Assert.Equal(given.Fields["industry"], updated.Fields["industry"]);
    }

    [Fact]
    [Trait("Requirement", "A19.8")]
    public async Task What_the_team_keeps_of_a_customer_for_itself_has_its_author_and_its_history()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        V1.Account account = await calls.CallAsync<V1.Account>("GetAccount", new V1.GetAccountRequest { Name = AcmeWorld.Account });
        foreach (string words in new[] { "First value is the first payroll run.", "First value is the second payroll run: the first is a rehearsal." })
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            account = await calls.CallAsync<V1.Account>("UpdateAccount", new V1.UpdateAccountRequest
            {
                Account = new V1.Account
                {
                    Name = account.Name, Fields = { ["internal_context"] = new V1.FieldValue { TextValue = words } },
                },
                UpdateMask = new FieldMask { Paths = { "fields.internal_context" } },
                RequestId = $"context-{words.Length}",
            });
        }

        Assert.StartsWith("First value is the second", account.Fields["internal_context"].TextValue, StringComparison.Ordinal);
        Assert.Equal("olivia@example.com", account.Origins["internal_context"].Source);
        V1.Account before = await calls.CallAsync<V1.Account>("GetAccount", new V1.GetAccountRequest
        {
            Name = account.Name,
            AsOf = new V1.AsOf { ReadTime = Timestamp.FromDateTimeOffset(host.Clock.GetUtcNow() - TimeSpan.FromHours(1)) },
        });
        Assert.Equal("First value is the first payroll run.", before.Fields["internal_context"].TextValue);
    }

    [Fact]
    public async Task Pages_together_are_the_whole_list()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        for (int i = 0; i < 5; i++)
        {
            await calls.CallAsync<V1.Account>("CreateAccount", new V1.CreateAccountRequest
            {
                Parent = AcmeWorld.Workspace,
                Account = new V1.Account { Fields = { ["name"] = new V1.FieldValue { TextValue = "Twin" } } },
                RequestId = $"twin-{i}",
            });
        }

        var seen = new List<string>();
        var request = new V1.ListAccountsRequest { Parent = AcmeWorld.Workspace, PageSize = 2 };
        do
        {
            V1.ListAccountsResponse page = await calls.CallAsync<V1.ListAccountsResponse>("ListAccounts", request);
            Assert.InRange(page.Accounts.Count, 1, 2);
            seen.AddRange(page.Accounts.Select(account => account.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(7, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(7, seen.Count);
    }

    [Fact]
    public async Task Every_list_and_read_answers()
    {
        await using ApiHost host = await WorldAsync();
        foreach (var method in Rpcs.All.Where(method => !method.IsServerStreaming
            && (method.Name.StartsWith("Get", StringComparison.Ordinal) || method.Name.StartsWith("List",
                StringComparison.Ordinal)
                || method.Name is "VerifyJournal" or "ExplainClassification" or "WaitOperation")))
        {
            Assert.NotEqual(0, (await host.Calls(ApiHost.OperatorToken).CallAsync(method,
                AcmeWorld.Requests[method.Name])).CalculateSize());
        }
    }

    [Fact]
    [Trait("Requirement", "A1.7")]
    public async Task A_deal_that_did_not_trigger_is_explained()
    {
        await using ApiHost host = await WorldAsync();
        V1.ExplainTriggerResponse answer = await host.Calls().CallAsync<V1.ExplainTriggerResponse>(
            "ExplainTrigger", AcmeWorld.Requests["ExplainTrigger"]);
        Assert.False(answer.Triggered);
        V1.TriggerStep waiting = answer.Steps.First(step => !step.Holds);
        Assert.Equal(V1.TriggerCheck.HandoffRequested, waiting.Check);
        Assert.NotEmpty(answer.Remedy);
    }

    [Fact]
    [Trait("Requirement", "A4.4")]
    public async Task A_tier_is_explained_by_the_rules_that_were_tried_on_the_values_that_were_there()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        await calls.CallAsync<V1.Account>("UpdateAccount", new V1.UpdateAccountRequest
        {
            Account = new V1.Account
            {
                Name = AcmeWorld.Account,
                Fields = { ["annual_recurring_revenue"] = new V1.FieldValue { NumberValue = "20000" } },
            },
            UpdateMask = new FieldMask { Paths = { "fields.annual_recurring_revenue" } },
            RequestId = "grown",
        });
        V1.ExplainClassificationResponse answer = await calls.CallAsync<V1.ExplainClassificationResponse>(
            "ExplainClassification", AcmeWorld.Requests["ExplainClassification"]);

        Assert.Equal(("tech_touch", "self_service"), (answer.Tier, answer.AssignedTier));
        Assert.Equal(["high_touch", "tech_touch"], answer.Rules.Select(rule => rule.Tier), StringComparer.Ordinal);
        Assert.Equal([false, true], answer.Rules.Select(rule => rule.Holds));
        V1.Finding decided = answer.Rules[1].Findings.First(finding => finding.Holds);
        Assert.Equal(("annual_recurring_revenue", "20000", "10000"),
            (decided.Field, decided.Found.NumberValue, decided.Value.NumberValue));
    }

    [Fact]
    [Trait("Requirement", "A6.1")]
    public async Task Customer_success_is_not_assigned_while_a_field_is_missing()
    {
        await using ApiHost host = await WorldAsync();
        Failed failed = await host.Calls(ApiHost.MemberToken).FailAsync("AssignCsOwner",
            AcmeWorld.Requests["AssignCsOwner"]);
        Assert.Equal("HANDOFF_INCOMPLETE", failed.Reason);
        Assert.Contains("PreconditionFailure", failed.Details);
    }

    [Fact]
    public async Task What_is_only_validated_is_not_kept()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        V1.Workspace shown = await calls.CallAsync<V1.Workspace>("CreateWorkspace", new V1.CreateWorkspaceRequest
        {
            WorkspaceId = "initech",
            Workspace = new V1.Workspace(AcmeWorld.Settings()) { Playbook = "workspaces/initech/playbooks/p" },
            ValidateOnly = true,
            RequestId = "try",
        });
        Assert.Equal("workspaces/initech", shown.Name);
        Failed failed = await calls.FailAsync("GetWorkspace", new V1.GetWorkspaceRequest { Name = shown.Name });
        Assert.Equal("NOT_FOUND", failed.Reason);
    }

    [Fact]
    [Trait("Requirement", "A19.1")]
    public async Task The_journal_names_who_changed_what_by_which_call()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        await calls.CallAsync<V1.Account>("UpdateAccount", AcmeWorld.Requests["UpdateAccount"]);
        V1.ListEventsResponse events = await calls.CallAsync<V1.ListEventsResponse>(
            "ListEvents", new V1.ListEventsRequest { Parent = AcmeWorld.Workspace, Resource = AcmeWorld.Account });
        V1.JournalEvent last = events.Events[^1];
        Assert.Equal(("mia@example.com", "call:fresh", AcmeWorld.Account), (last.Actor, last.Cause, last.Resource));
    }

    [Fact]
    public async Task A_conflict_is_settled_by_a_person()
    {
        await using ApiHost host = await WorldAsync();
        V1.Conflict resolved = await host.Calls(ApiHost.MemberToken).CallAsync<V1.Conflict>(
            "ResolveConflict", AcmeWorld.Requests["ResolveConflict"]);
        Assert.Equal((V1.ConflictState.Resolved, AcmeWorld.Account), (resolved.State, resolved.Resource));
        V1.Account account = await host.Calls().CallAsync<V1.Account>("GetAccount", AcmeWorld.Requests["GetAccount"]);
        Assert.Equal("Shipping", account.Fields["industry"].TextValue);
    }

    [Fact]
    public async Task A_dead_letter_is_replayed()
    {
        await using ApiHost host = await WorldAsync();
        V1.DeadLetter letter = await host.Calls().CallAsync<V1.DeadLetter>("ReplayDeadLetter",
            AcmeWorld.Requests["ReplayDeadLetter"]);
        Assert.Equal(V1.DeadLetterState.Replaying, letter.State);
    }

    private static async Task<ApiHost> WorldAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        return host;
    }
}
