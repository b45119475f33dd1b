using Google.Protobuf.WellKnownTypes;

using Grpc.Core;

using Onboarding.Hub.Tests.Model;
using Onboarding.Model.Definitions;
using Onboarding.Model.Definitions.Files;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>The register of definitions, as stakeholders and authors of playbooks meet it.</summary>
public sealed class DefinitionServiceTests
{
    [Fact]
    [Trait("Requirement", "A9.14")]
    [Trait("Requirement", "A3.5")]
    [Trait("Requirement", "A3.8")]
    public async Task A_playbook_is_published_only_when_all_that_it_uses_is_signed_off()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        await RequireSignOffAsync(calls);
        foreach (ProposedDefinition proposed in ShippedFiles.Definitions.Where(one => one.Key != "time_to_value"))
        {
            await ProposeAsync(calls, proposed);
            await ApproveAsync(calls, proposed.Id.Value, "vp_cs", AcmeWorld.VpCs);
            await ApproveAsync(calls, proposed.Id.Value, "vp_sales", AcmeWorld.VpSales);
        }

        await ApproveAsync(calls, "term-time-to-value", "vp_cs", AcmeWorld.VpCs);
        Failed failed = await calls.FailAsync("PublishPlaybookRevision", AcmeWorld.Requests["PublishPlaybookRevision"]);
        Assert.Equal((StatusCode.FailedPrecondition, "DEFINITIONS_NOT_ALIGNED"), (failed.Code, failed.Reason));
        Assert.Contains("PreconditionFailure", failed.Details);

        V1.Definition last = await ApproveAsync(calls, "term-time-to-value", "vp_sales", AcmeWorld.VpSales);
        Assert.Equal(V1.DefinitionState.Confirmed, last.State);
        V1.PlaybookRevision published = await calls.CallAsync<V1.PlaybookRevision>(
            "PublishPlaybookRevision", AcmeWorld.Requests["PublishPlaybookRevision"]);
        Assert.EndsWith("/revisions/2", published.Name, StringComparison.Ordinal);
        Assert.Equal(ShippedFiles.Definitions.Length, published.Definitions.Count);
        Assert.Contains(AcmeWorld.Definition, published.Definitions, StringComparer.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "A3.6")]
    [Trait("Requirement", "A3.7")]
    public async Task A_definition_shows_who_changed_what_and_why_in_each_version()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        await calls.CallAsync<V1.Definition>("ContestDefinition", AcmeWorld.Requests["ContestDefinition"]);
        V1.ListDefinitionsResponse contested = await calls.CallAsync<V1.ListDefinitionsResponse>(
            "ListDefinitions", new V1.ListDefinitionsRequest
            {
                Parent = AcmeWorld.Workspace,
                State = V1.DefinitionState.Contested,
            });
        Assert.Equal(AcmeWorld.Definition, Assert.Single(contested.Definitions).Name);

        V1.Definition corrected = await host.Calls(ApiHost.MemberToken).CallAsync<V1.Definition>(
            "UpdateDefinition", new V1.UpdateDefinitionRequest((V1.UpdateDefinitionRequest)
                AcmeWorld.Requests["UpdateDefinition"]) { RequestId = "correct" });

        Assert.Equal((V1.DefinitionState.Corrected, 1), (corrected.State, corrected.Version));
        Assert.Equal(["vp_cs", "vp_sales"], corrected.MissingApprovers, StringComparer.Ordinal);
        V1.DefinitionVersion first = corrected.Versions[0];
        Assert.Equal(("hub", "Days from closed-won to first value."), (first.Author, first.Meaning));
        V1.SignOff said = Assert.Single(first.SignOffs);
        Assert.Equal(
            ("vp_sales", AcmeWorld.VpSales, false, "Sales counts from the signature."),
            (said.Role, said.Person, said.Approves, said.Reason));
        V1.DefinitionVersion second = corrected.Versions[1];
        Assert.Equal(
            ("mia@example.com", "Days to first value.", "Shorter."), (second.Author, second.Meaning, second.Reason));
    }

    [Fact]
    [Trait("Requirement", "A3.8")]
    public async Task Nobody_approves_for_a_role_that_is_not_theirs()
    {
        await using ApiHost host = await WorldAsync();
        var approve = (V1.ApproveDefinitionRequest)AcmeWorld.Requests["ApproveDefinition"];

        // A member speaks for nobody else, and for no role that the member does not hold.
        RawCalls member = host.Calls(ApiHost.MemberToken);
        Assert.Equal("ROLE_REQUIRED", (await member.FailAsync("ApproveDefinition", approve)).Reason);
        Failed own = await member.FailAsync(
            "ApproveDefinition", new V1.ApproveDefinitionRequest(approve) { Person = "" });
        Assert.Equal(("ROLE_REQUIRED", "vp_cs"), (own.Reason, own.Facts["role"]));

        // An operator enters what was signed elsewhere, but only by who holds the role.
        Failed other = await host.Calls().FailAsync(
            "ApproveDefinition", new V1.ApproveDefinitionRequest(approve) { Person = AcmeWorld.VpSales });
        Assert.Equal(("ROLE_REQUIRED", "vp_cs"), (other.Reason, other.Facts["role"]));
    }

    [Fact]
    public async Task Who_must_approve_are_roles_that_somebody_holds()
    {
        await using ApiHost host = await WorldAsync();
        var create = (V1.CreateDefinitionRequest)AcmeWorld.Requests["CreateDefinition"];
        V1.Definition made = await host.Calls().CallAsync<V1.Definition>("CreateDefinition", create);
        Assert.Equal(["vp_cs", "vp_sales"], made.Approvers, StringComparer.Ordinal);
        Assert.Equal($"{AcmeWorld.Workspace}/definitions/term-power-user", made.Name);

        Failed failed = await host.Calls().FailAsync("UpdateDefinition", new V1.UpdateDefinitionRequest
        {
            Definition = new V1.Definition { Name = made.Name, Approvers = { "pope" } },
            UpdateMask = new FieldMask { Paths = { "approvers" } },
            Reason = "Higher.",
            RequestId = "pope",
        });
        Assert.Equal("INVALID_FIELD", failed.Reason);
    }

    [Fact]
    public async Task A_correction_that_came_between_is_not_approved_unseen()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        V1.Definition read = await calls.CallAsync<V1.Definition>("GetDefinition", AcmeWorld.Requests["GetDefinition"]);
        await calls.CallAsync<V1.Definition>("UpdateDefinition", AcmeWorld.Requests["UpdateDefinition"]);
        Failed failed = await calls.FailAsync("ApproveDefinition", new V1.ApproveDefinitionRequest(
            (V1.ApproveDefinitionRequest)AcmeWorld.Requests["ApproveDefinition"]) { Etag = read.Etag, RequestId = "late" });
        Assert.Equal("ETAG_MISMATCH", failed.Reason);
    }

    [Fact]
    [Trait("Requirement", "A3.12")]
    public async Task The_rollout_runs_on_the_teams_own_account_beside_the_playbook_for_customers()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls();
        const string file = "structured-onboarding-rollout.yaml";
        V1.PlaybookRevision published = await calls.CallAsync<V1.PlaybookRevision>(
            "PublishPlaybookRevision", new V1.PublishPlaybookRevisionRequest
            {
                Parent = AcmeWorld.Workspace,
                Source = await File.ReadAllTextAsync(Path.Combine(ShippedFiles.Folder, file)),
                RequestId = "rollout",
            });
        Assert.Empty(published.Warnings);
        Assert.Empty(published.Definitions);

        V1.Onboarding onboarding = await calls.CallAsync<V1.Onboarding>(
            "CreateOnboarding", new V1.CreateOnboardingRequest
            {
                Parent = AcmeWorld.Workspace,
                Account = AcmeWorld.Account,
                Playbook = $"{AcmeWorld.Workspace}/playbooks/structured-onboarding-rollout",
                RequestId = "own",
            });
        Assert.Equal(["strategy", "engineering", "enablement", "handoff"],
            onboarding.Stages.Select(stage => stage.Key), StringComparer.Ordinal);
        Assert.Equal("olivia.reiter@example.com", onboarding.Tasks.Single(task => task.Key == "kickoff_call_held").Owner);
    }

    private static async Task RequireSignOffAsync(RawCalls calls)
    {
        V1.Workspace workspace = await calls.CallAsync<V1.Workspace>("UpdateWorkspace", new V1.UpdateWorkspaceRequest
        {
            Workspace = new V1.Workspace { Name = AcmeWorld.Workspace, SignOffRequired = true },
            UpdateMask = new FieldMask { Paths = { "sign_off_required" } },
            RequestId = "require",
        });
        Assert.True(workspace.SignOffRequired);
    }

    private static Task<V1.Definition> ProposeAsync(RawCalls calls, ProposedDefinition proposed) =>
        calls.CallAsync<V1.Definition>("CreateDefinition", new V1.CreateDefinitionRequest
        {
            Parent = AcmeWorld.Workspace,
            Definition = new V1.Definition
            {
                Kind = proposed.Kind switch
                {
                    DefinitionKind.Term => V1.DefinitionKind.Term,
                    DefinitionKind.Milestone => V1.DefinitionKind.Milestone,
                    DefinitionKind.Tier => V1.DefinitionKind.Tier,
                    _ => V1.DefinitionKind.CriticalInput,
                },
                Key = proposed.Key,
                DisplayName = proposed.Text.Title,
                Meaning = proposed.Text.Meaning,
                Approvers = { proposed.Text.Approvers },
            },
            RequestId = $"propose-{proposed.Id}",
        });

    private static Task<V1.Definition> ApproveAsync(RawCalls calls, string id, string role, string person) =>
        calls.CallAsync<V1.Definition>("ApproveDefinition", new V1.ApproveDefinitionRequest
        {
            Name = $"{AcmeWorld.Workspace}/definitions/{id}",
            Role = role,
            Person = person,
            RequestId = $"{role}-{id}",
        });

    private static async Task<ApiHost> WorldAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        return host;
    }
}
