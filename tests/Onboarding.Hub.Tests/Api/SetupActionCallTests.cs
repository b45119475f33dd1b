using Grpc.Core;

using Onboarding.Model.Deliveries;
using Onboarding.Model.Onboardings.Setup;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Set-up actions and their deliveries over the API.</summary>
public sealed class SetupActionCallTests
{
    private const string Key = "billing_profile";

    [Fact]
    public void Both_sides_name_their_states_and_outcomes_alike()
    {
        Assert.Equal(
            ["Unspecified", .. Enum.GetNames<SetupActionPhase>()], Enum.GetNames<V1.SetupActionState>());
        Assert.Equal(["Unspecified", .. Enum.GetNames<DeliveryPhase>()], Enum.GetNames<V1.DeliveryState>());
        Assert.Equal(["Unspecified", .. Enum.GetNames<AttemptOutcome>()], Enum.GetNames<V1.AttemptOutcome>());
    }

    [Fact]
    [Trait("Requirement", "A7.2")]
    public async Task The_completeness_of_inputs_and_set_up_is_shown_for_each_onboarding_of_an_account()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        foreach (string input in new[] { "signed_contract", "payment_terms" })
        {
            await calls.CallAsync<V1.Onboarding>("ReceiveInput", new V1.ReceiveInputRequest
            {
                Name = AcmeWorld.Onboarding, Input = input, Content = "here", RequestId = $"r-{input}",
            });
            await calls.CallAsync<V1.Onboarding>("VerifyInput", new V1.VerifyInputRequest
            {
                Name = AcmeWorld.Onboarding, Input = input, RequestId = $"v-{input}",
            });
        }

        await SkipAsync(calls);
        V1.ListOnboardingsResponse listed = await calls.CallAsync<V1.ListOnboardingsResponse>(
            "ListOnboardings", new V1.ListOnboardingsRequest { Parent = AcmeWorld.Workspace, Account = AcmeWorld.Account });

        V1.Onboarding shown = Assert.Single(listed.Onboardings);
        Assert.Equal((2, 1, 2), (shown.InputsVerified, shown.SetupActionsDone, shown.SetupActionsTotal));
        Assert.True(shown.InputsTotal > 2);
    }

    [Fact]
    [Trait("Requirement", "A7.6")]
    public async Task What_a_person_decides_about_a_set_up_action_is_kept_with_their_name()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        RpcException early = await Assert.ThrowsAsync<RpcException>(() => calls.CallAsync<V1.Onboarding>(
            "ConfirmSetupAction", new V1.ConfirmSetupActionRequest
            {
                Name = AcmeWorld.Onboarding, SetupAction = Key, Reference = "B-1", RequestId = "early",
            }));
        Assert.Contains("input billing_details", early.Status.Detail, StringComparison.Ordinal);

        V1.SetupAction skipped = (await SkipAsync(calls)).SetupActions.Single(action => action.Key == Key);
        Assert.Equal(
            (V1.SetupActionState.Skipped, "mia@example.com", "Paid by voucher.", "billing"),
            (skipped.State, skipped.Closer, skipped.Reason, skipped.System));
    }

    [Fact]
    public async Task A_delivery_shows_what_is_sent_and_is_found_by_onboarding_and_state()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        RawCalls calls = host.Calls(ApiHost.ViewerToken);
        V1.Delivery delivery = await calls.CallAsync<V1.Delivery>(
            "GetDelivery", new V1.GetDeliveryRequest { Name = AcmeWorld.Delivery });
        Assert.Equal((V1.DeliveryState.Pending, Key), (delivery.State, delivery.SetupAction));
        Assert.Contains($"\"delivery\":\"{AcmeWorld.Delivery}\"", delivery.Body, StringComparison.Ordinal);

        Assert.Single((await ListAsync(calls, V1.DeliveryState.Pending)).Deliveries);
        Assert.Empty((await ListAsync(calls, V1.DeliveryState.Failed)).Deliveries);
    }

    private static Task<V1.Onboarding> SkipAsync(RawCalls calls) => calls.CallAsync<V1.Onboarding>(
        "SkipSetupAction", new V1.SkipSetupActionRequest
        {
            Name = AcmeWorld.Onboarding, SetupAction = Key, Reason = "Paid by voucher.", RequestId = "skip",
        });

    private static Task<V1.ListDeliveriesResponse> ListAsync(RawCalls calls, V1.DeliveryState state) =>
        calls.CallAsync<V1.ListDeliveriesResponse>("ListDeliveries", new V1.ListDeliveriesRequest
        {
            Parent = AcmeWorld.Workspace, Onboarding = AcmeWorld.Onboarding, State = state,
        });
}
