using Google.Protobuf;

using Onboarding.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Next actions over the API.</summary>
public sealed class NextActionCallTests
{
    [Fact]
    [Trait("Requirement", "A13.1")]
    public async Task Every_action_comes_with_the_call_that_does_it()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        var done = new HashSet<string>();
        for (int round = 0; round < 4; round++)
        {
            V1.ListNextActionsResponse answer = await ListAsync(calls, AcmeWorld.Onboarding);
            Assert.Equal(Enumerable.Range(1, answer.Actions.Count), answer.Actions.Select(action => action.Rank));
            foreach (V1.NextAction action in answer.Actions)
            {
                await calls.CallAsync(
                    Rpcs.Find(action.Call.Method.Split('/')[1]), Filled(action.Call, $"do-{round}-{action.Rank}"));
                done.Add($"{action.Kind}");
            }
        }

        V1.Onboarding after = await calls.CallAsync<V1.Onboarding>("GetOnboarding", AcmeWorld.Requests["GetOnboarding"]);
        Assert.Contains("CompleteTask", done);
        Assert.Contains("ReceiveInput", done);
        Assert.Contains("VerifyInput", done);
        Assert.True(after.TasksDone > 0);
    }

    [Fact]
    [Trait("Requirement", "A13.2")]
    public async Task A_handoff_asks_for_its_fields_until_it_is_complete()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.ListNextActionsResponse answer = await ListAsync(calls, AcmeWorld.Handoff);

        Assert.Equal(["goals", "stakeholders"], answer.Actions.Select(action => action.Key));
        Assert.All(answer.Actions, action => Assert.Equal(
            ("onboarding.hub.v1.OpportunityService/UpdateOpportunity", "ae", V1.ActionReason.HandoffIncomplete),
            (action.Call.Method, action.Role, action.Reason)));
        Assert.All(answer.Actions, action => Assert.True(action.WaitingTasks > 0));
        await calls.CallAsync<V1.Opportunity>("UpdateOpportunity", Filled(answer.Actions[0].Call, "goals"));
    }

    [Fact]
    [Trait("Requirement", "A13.4")]
    public async Task The_portfolio_is_the_actions_of_handoffs_and_onboardings_page_by_page()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.NextAction[] each =
        [
            .. (await ListAsync(calls, AcmeWorld.Handoff)).Actions,
            .. (await ListAsync(calls, AcmeWorld.Onboarding)).Actions,
        ];
        V1.ListPortfolioActionsResponse whole = await PortfolioAsync(calls, new V1.ListPortfolioActionsRequest());
        Assert.Equal(Keys(each), Keys(whole.Actions));
        Assert.Equal(whole.Actions.OrderByDescending(action => action.WaitingTasks), whole.Actions);

        var paged = new List<V1.NextAction>();
        string page = "";
        do
        {
            V1.ListPortfolioActionsResponse answer = await PortfolioAsync(
                calls, new V1.ListPortfolioActionsRequest { PageSize = 1, PageToken = page });
            Assert.True(answer.Actions.Select(action => action.Resource).Distinct().Count() <= 1);
            paged.AddRange(answer.Actions);
            page = answer.NextPageToken;
        }
        while (page.Length > 0);

        Assert.Equal(Keys(each), Keys(paged));
    }

    [Fact]
    [Trait("Requirement", "A13.4")]
    public async Task The_portfolio_is_asked_for_by_person_role_owner_and_tier()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.NextAction[] all = [.. (await PortfolioAsync(calls, new V1.ListPortfolioActionsRequest())).Actions];
        string person = all.First(action => action.Resource == AcmeWorld.Onboarding).Owner;
        string owner = (await calls.CallAsync<V1.Onboarding>("GetOnboarding", AcmeWorld.Requests["GetOnboarding"])).Owner;
        foreach ((V1.ListPortfolioActionsRequest request, Func<V1.NextAction, bool> expected) in
            new (V1.ListPortfolioActionsRequest, Func<V1.NextAction, bool>)[]
        {
            (new() { Person = person }, action => action.Owner == person),
            (new() { Role = "ae" }, action => action.Role == "ae"),
            (new() { Owner = owner }, action => action.Resource == AcmeWorld.Onboarding),
            (new() { Owner = "nobody@example.com" }, _ => false),
            (new() { Tier = "high_touch" }, _ => false),
            (new() { Tier = "self_service" }, _ => true),
        })
        {
            V1.ListPortfolioActionsResponse answer = await PortfolioAsync(calls, request);
            Assert.Equal(Keys(all.Where(expected)), Keys(answer.Actions));
        }
    }

    [Fact]
    public async Task A_complete_handoff_whose_start_was_refused_is_in_the_portfolio()
    {
        await using ApiHost host = await WorldAsync();
        await ApplyAsync(host, new HandoffCommand.TakeFields(FieldMap.Of(
            ("goals", FieldValue.OfText("Go live")), ("stakeholders", FieldValue.OfText("Ann")))));
        V1.NextAction assign = await OfHandoffAsync(host);
        Assert.Equal(V1.ActionKind.AssignCsOwner, assign.Kind);

        await ApplyAsync(host, new HandoffCommand.AssignCsOwner("cs@example.com"));
        Assert.DoesNotContain(
            (await PortfolioAsync(host.Calls(), new V1.ListPortfolioActionsRequest())).Actions,
            action => action.Resource == AcmeWorld.Handoff);
        await ApplyAsync(host, new HandoffCommand.RefuseStart("Playbook x is not published."));
        V1.NextAction mend = await OfHandoffAsync(host);
        Assert.Equal((V1.ActionKind.PublishPlaybook, "cs_ops"), (mend.Kind, mend.Role));
        Assert.StartsWith("Playbook x is not published.", mend.Explanation, StringComparison.Ordinal);
    }

    private static async Task<V1.NextAction> OfHandoffAsync(ApiHost host) => Assert.Single(
        (await PortfolioAsync(host.Calls(), new V1.ListPortfolioActionsRequest())).Actions,
        action => action.Resource == AcmeWorld.Handoff);

    private static async Task ApplyAsync(ApiHost host, HandoffCommand command)
    {
        string key = AcmeWorld.HandoffId.ToString();
        Decision<HandoffEvent> decision = await host.Dispatcher.RunAsync(
            new WorkspaceId("acme"), [Aggregates.Handoff.Stream(key)],
            batch => batch.Apply(Aggregates.Handoff, key, command, Origin.Time), CancellationToken.None);
        Assert.IsType<Decision<HandoffEvent>.Accepted>(decision);
    }

    private static Task<V1.ListNextActionsResponse> ListAsync(RawCalls calls, string name) =>
        calls.CallAsync<V1.ListNextActionsResponse>("ListNextActions", new V1.ListNextActionsRequest { Name = name });

    private static Task<V1.ListPortfolioActionsResponse> PortfolioAsync(
        RawCalls calls, V1.ListPortfolioActionsRequest request)
    {
        request.Parent = AcmeWorld.Workspace;
        return calls.CallAsync<V1.ListPortfolioActionsResponse>("ListPortfolioActions", request);
    }

    private static IEnumerable<string> Keys(IEnumerable<V1.NextAction> actions) =>
        actions.Select(action => $"{action.Resource} {action.Kind} {action.Key} {action.Owner}").Order(StringComparer.Ordinal);

    /// <summary>The call with what the hub could not know.</summary>
    private static IMessage Filled(V1.ActionCall call, string requestId)
    {
        var method = Rpcs.Find(call.Method.Split('/')[1]);
        IMessage request = JsonParser.Default.Parse(call.Request, method.InputType);
        foreach (string path in call.MissingFields)
        {
            object value = path switch
            {
                "request_id" => requestId,
                "content" or "evidence" or "reason" => "as agreed",
                "kickoff_date" => new V1.Date { Year = 2026, Month = 3, Day = 24 },
                "achieve_date" => new V1.Date { Year = 2026, Month = 3, Day = 1 },
                _ => path.Split('.')[^1],
            };
            if (path.Split('.') is [var resource, "fields", var field])
            {
                var at = (IMessage)method.InputType.FindFieldByName(resource).Accessor.GetValue(request);
                var fields = (System.Collections.IDictionary)at.Descriptor.FindFieldByName("fields").Accessor.GetValue(at);
                fields[field] = field.EndsWith("_on", StringComparison.Ordinal)
                    ? new V1.FieldValue { DateValue = new V1.Date { Year = 2026, Month = 3, Day = 2 } }
                    : new V1.FieldValue { TextValue = "as agreed" };
            }
            else
            {
                method.InputType.FindFieldByName(path).Accessor.SetValue(request, value);
            }
        }

        return request;
    }

    private static async Task<ApiHost> WorldAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        return host;
    }
}
