using Grpc.Core;

using Onboarding.Hub.Tests.Model;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Documents about a revision of a playbook, over the API.</summary>
public sealed class DocumentCallTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly RawCalls _calls = fixture.Host.Calls();

    [Theory]
    [Trait("Requirement", "A3.15")]
    [Trait("Requirement", "A5.6")]
    [Trait("Requirement", "A6.11")]
    [InlineData(V1.PlaybookDocumentKind.JourneyMap, "high_touch", "text/vnd.mermaid", "flowchart TB")]
    [InlineData(V1.PlaybookDocumentKind.CurrentJourneyMap, "self_service", "text/vnd.mermaid", "flowchart LR")]
    [InlineData(V1.PlaybookDocumentKind.Specification, "", "text/markdown", "# Specification: 90-day onboarding")]
    [InlineData(V1.PlaybookDocumentKind.MilestoneFramework, "", "text/markdown", "# Milestones: 90-day onboarding")]
    [InlineData(V1.PlaybookDocumentKind.TierGuide, "", "text/markdown", "# Tiers: 90-day onboarding")]
    [InlineData(V1.PlaybookDocumentKind.HandoffGuide, "tech_touch", "text/markdown", "# Handoff from sales: 90-day")]
    [InlineData(V1.PlaybookDocumentKind.DefinitionRegister, "", "text/markdown", "# Definitions: 90-day onboarding")]
    [InlineData(V1.PlaybookDocumentKind.ContactList, "", "text/markdown", "# Contacts: 90-day onboarding")]
    public async Task Each_document_is_made_from_the_revision(
        V1.PlaybookDocumentKind kind, string tier, string mediaType, string start)
    {
        V1.RenderPlaybookDocumentResponse answer =
            await _calls.CallAsync<V1.RenderPlaybookDocumentResponse>("RenderPlaybookDocument", Asked(kind, tier));
        Assert.Equal(mediaType, answer.MediaType);
        Assert.StartsWith(start, answer.Content, StringComparison.Ordinal);
        Assert.NotEmpty(answer.DisplayName);
    }

    [Fact]
    [Trait("Requirement", "A2.14")]
    public async Task What_the_register_says_now_is_in_the_document()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        RawCalls calls = host.Calls();
        await calls.CallAsync<V1.Definition>("ContestDefinition", AcmeWorld.Requests["ContestDefinition"]);
        V1.RenderPlaybookDocumentResponse answer = await calls.CallAsync<V1.RenderPlaybookDocumentResponse>(
            "RenderPlaybookDocument", Asked(V1.PlaybookDocumentKind.DefinitionRegister, ""));
        Assert.Contains("State: CONTESTED, v0", answer.Content, StringComparison.Ordinal);
        Assert.Contains("Sales counts from the signature.", answer.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(V1.PlaybookDocumentKind.Unspecified, "high_touch", true, "kind")]
    [InlineData(V1.PlaybookDocumentKind.JourneyMap, "", true, "tier")]
    [InlineData(V1.PlaybookDocumentKind.TierGuide, "platinum", true, "tier")]
    [InlineData(V1.PlaybookDocumentKind.CurrentJourneyMap, "high_touch", false, "audit")]
    public async Task What_is_missing_or_unknown_is_named(
        V1.PlaybookDocumentKind kind, string tier, bool withAudit, string field)
    {
        V1.RenderPlaybookDocumentRequest request = Asked(kind, tier);
        request.Audit = withAudit ? AcmeWorld.Audit : "";
        Failed failed = await _calls.FailAsync("RenderPlaybookDocument", request);
        Assert.Equal(
            (StatusCode.InvalidArgument, "INVALID_FIELD", field), (failed.Code, failed.Reason, failed.Facts["field"]));
    }

    [Fact]
    public async Task An_audit_without_a_report_and_a_tier_without_a_variant_say_so()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        RawCalls calls = host.Calls();
        V1.Audit audit = await calls.CallAsync<V1.Audit>("CreateAudit", AcmeWorld.Requests["CreateAudit"]);
        V1.RenderPlaybookDocumentRequest request = Asked(V1.PlaybookDocumentKind.CurrentJourneyMap, "high_touch");
        request.Audit = audit.Name;
        Assert.Equal("STATE_CONFLICT", (await calls.FailAsync("RenderPlaybookDocument", request)).Reason);

        V1.Workspace workspace = await calls.CallAsync<V1.Workspace>("GetWorkspace", AcmeWorld.Requests["GetWorkspace"]);
        workspace.Tiers.Add(new V1.TierRule { Tier = "platinum", Title = "Platinum" });
        workspace.Tiers[^2].When = workspace.Tiers[0].When;
        workspace.HandoffPolicies.Add(new V1.HandoffPolicy { Tier = "platinum", RequiredFields = { "goals" } });
        await calls.CallAsync<V1.Workspace>("UpdateWorkspace", new V1.UpdateWorkspaceRequest
        {
            Workspace = workspace,
            UpdateMask = new Google.Protobuf.WellKnownTypes.FieldMask { Paths = { "tiers", "handoff_policies" } },
            RequestId = "tier",
        });
        Failed failed = await calls.FailAsync(
            "RenderPlaybookDocument", Asked(V1.PlaybookDocumentKind.JourneyMap, "platinum"));
        Assert.Equal((StatusCode.FailedPrecondition, "STATE_CONFLICT"), (failed.Code, failed.Reason));
    }

    [Fact]
    public async Task The_rollout_has_its_documents_though_it_rests_on_no_definitions()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        RawCalls calls = host.Calls();
        V1.PlaybookRevision rollout = await calls.CallAsync<V1.PlaybookRevision>(
            "PublishPlaybookRevision", new V1.PublishPlaybookRevisionRequest
            {
                Parent = AcmeWorld.Workspace,
                Source = ShippedFiles.RolloutText,
                RequestId = "rollout",
            });
        V1.RenderPlaybookDocumentResponse answer = await calls.CallAsync<V1.RenderPlaybookDocumentResponse>(
            "RenderPlaybookDocument", new V1.RenderPlaybookDocumentRequest
            {
                Name = rollout.Name,
                Kind = V1.PlaybookDocumentKind.JourneyMap,
                Tier = "high_touch",
            });
        Assert.Contains("Kickoff call held", answer.Content, StringComparison.Ordinal);
    }

    private static V1.RenderPlaybookDocumentRequest Asked(V1.PlaybookDocumentKind kind, string tier) => new()
    {
        Name = $"{AcmeWorld.Playbook}/revisions/1",
        Kind = kind,
        Tier = tier,
        Audit = AcmeWorld.Audit,
    };
}
