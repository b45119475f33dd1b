using Grpc.Core;

using Onboarding.Model.Messages;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Messages over the API.</summary>
public sealed class MessageCallTests
{
    [Fact]
    public void Both_sides_name_their_states_alike() => Assert.Equal(
        ["Unspecified", .. Enum.GetNames<MessagePhase>()], Enum.GetNames<V1.MessageState>());

    [Fact]
    [Trait("Requirement", "A14.1")]
    public async Task A_message_shows_its_text_and_is_found_by_onboarding_state_and_recipient()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        RawCalls calls = host.Calls(ApiHost.ViewerToken);
        V1.Message message = await calls.CallAsync<V1.Message>(
            "GetMessage", new V1.GetMessageRequest { Name = AcmeWorld.Message });
        Assert.Equal(
            (V1.MessageState.Intended, "ann@vendor.example", "Rotor Works: Welcome", AcmeWorld.Onboarding),
            (message.State, message.Recipient, message.DisplayName, message.Onboarding));
        Assert.Equal("<p>Hello Customer success manager</p>\n", message.Html);

        Assert.Single((await ListAsync(calls, V1.MessageState.Intended, "ann@vendor.example")).Messages);
        Assert.Empty((await ListAsync(calls, V1.MessageState.Unaddressed, "")).Messages);
        Assert.Empty((await ListAsync(calls, V1.MessageState.Unspecified, "bob@vendor.example")).Messages);
    }

    [Fact]
    [Trait("Requirement", "A14.12")]
    [Trait("Requirement", "A20.5")]
    public async Task A_preview_fills_every_token_and_escapes_what_it_is_given()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        RawCalls calls = host.Calls(ApiHost.ViewerToken);
        var request = new V1.PreviewMessageRequest
        {
            PlaybookRevision = $"{AcmeWorld.Playbook}/revisions/1",
            Variant = "high_touch",
            MessageKey = "milestone_reached",
            Facts = { ["customer"] = "<b>Rotor</b>\nWorks" },
        };
        V1.PreviewMessageResponse shown = await calls.CallAsync<V1.PreviewMessageResponse>("PreviewMessage", request);

        Assert.Equal("Congratulations: First login", shown.Subject);
        Assert.Contains("<b>Rotor</b> Works has reached", shown.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Rotor&lt;/b&gt; Works has reached", shown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", shown.Text, StringComparison.Ordinal);

        request.MessageKey = "gone";
        RpcException gone = await Assert.ThrowsAsync<RpcException>(
            () => calls.CallAsync<V1.PreviewMessageResponse>("PreviewMessage", request));
        Assert.Equal(StatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    [Trait("Requirement", "A12.5")]
    public async Task A_blocker_that_names_nobody_goes_to_the_role_of_its_kind()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.Onboarding blocked = await calls.CallAsync<V1.Onboarding>("RaiseBlocker", new V1.RaiseBlockerRequest
        {
            Name = AcmeWorld.Onboarding,
            Kind = V1.BlockerKind.ProvisioningStep,
            Description = "The tenant is missing.",
            RequestId = "raise",
        });

        Assert.Contains(
            Assert.Single(blocked.Blockers).Owner, new[] { "ivan.bauer@example.com", "ines.gruber@example.com" });
    }

    private static Task<V1.ListMessagesResponse> ListAsync(RawCalls calls, V1.MessageState state, string recipient) =>
        calls.CallAsync<V1.ListMessagesResponse>("ListMessages", new V1.ListMessagesRequest
        {
            Parent = AcmeWorld.Workspace, Onboarding = AcmeWorld.Onboarding, State = state, Recipient = recipient,
        });
}
