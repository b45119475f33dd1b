using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Setup;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo.People;

/// <summary>
/// The people who work with the hub itself: the desk that asks customers for documents and approvals and verifies them,
/// and those who answer for escalations. Each call carries an id of what it is for, so that repeating it changes nothing.
/// </summary>
/// <param name="scenario">What the customers do.</param>
/// <param name="refusedShare">Share of the inputs that are not good the first time.</param>
internal sealed class HubDesk(Scenario scenario, double refusedShare = 0)
{
    private const int InputDays = 2;

    private const string Stalled = "stalled:";

    private const string Again = ", once more";

    /// <summary>The work of one morning.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="active">The onboardings that are under way, as the journal tells them.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task ActAsync(
        HubClient hub, IEnumerable<OnboardingState> active, int day, CancellationToken cancellationToken)
    {
        if (!DemoDays.IsWorkingDay(day))
        {
            return;
        }

        foreach (OnboardingState onboarding in active.OrderBy(known => known.Start.Title, StringComparer.Ordinal))
        {
            if (scenario.Find(onboarding.Start.Title) is { } customer)
            {
                int began = DemoDays.NumberOf(onboarding.StartedAt);
                await hub.WhileActiveAsync(
                    onboarding,
                    async () =>
                    {
                        if (!customer.IsStalled(began, day))
                        {
                            await AskForInputsAsync(hub, customer, onboarding, began, day, cancellationToken);
                        }

                        await DoByHandAsync(hub, onboarding, cancellationToken);
                        await AnswerAsync(hub, onboarding, cancellationToken);
                    },
                    cancellationToken);
            }
        }
    }

    private async Task AskForInputsAsync(
        HubClient hub, Customer customer, OnboardingState onboarding, int began, int day,
        CancellationToken cancellationToken)
    {
        foreach (InputState input in onboarding.Inputs)
        {
            bool isOfToday = input.ChangedAt is { } changed && DemoDays.NumberOf(changed) >= day;
            switch (input.Phase)
            {
                case InputPhase.Requested
                    when day > began + SeededDraw.Below(InputDays, scenario.Seed, customer.Name, input.Key):
                case InputPhase.Refused when !isOfToday:
                    await ReceiveAsync(hub, customer, onboarding, input, cancellationToken);
                    break;
                case InputPhase.Received when !isOfToday:
                    await CheckAsync(hub, customer, onboarding, input, cancellationToken);
                    break;
            }
        }
    }

    // What has no system is done by the desk.
    private static async Task DoByHandAsync(HubClient hub, OnboardingState onboarding, CancellationToken cancellationToken)
    {
        foreach (SetupActionState action in onboarding.SetupActions.Where(
            action => action.Phase == SetupActionPhase.ByHand))
        {
            await hub.Onboardings.ConfirmSetupActionAsync(
                new V1.ConfirmSetupActionRequest
                {
                    Name = HubClient.NameOf(onboarding),
                    SetupAction = action.Key,
                    Reference = "done by the desk",
                    RequestId = RequestId(onboarding, "confirm", action.Key, $"{action.Request}"),
                },
                hub.Options(cancellationToken));
        }
    }

    private static async Task ReceiveAsync(
        HubClient hub, Customer customer, OnboardingState onboarding, InputState input,
        CancellationToken cancellationToken)
    {
        string title = onboarding.Plan.Inputs.First(definition => definition.Key == input.Key).Title;
        string again = input.Phase == InputPhase.Refused ? Again : "";
        await hub.Onboardings.ReceiveInputAsync(
            new V1.ReceiveInputRequest
            {
                Name = HubClient.NameOf(onboarding),
                Input = input.Key,
                Content = $"{title}, from {customer.Stakeholders[0].Email}{again}",
                RequestId = RequestId(onboarding, "receive", input.Key, again),
            },
            hub.Options(cancellationToken));
    }

    private async Task CheckAsync(
        HubClient hub, Customer customer, OnboardingState onboarding, InputState input,
        CancellationToken cancellationToken)
    {
        bool isSecond = input.Content!.EndsWith(Again, StringComparison.Ordinal);
        if (!isSecond && SeededDraw.Share(scenario.Seed, customer.Name, input.Key, "refused") < refusedShare)
        {
            await hub.Onboardings.RefuseInputAsync(
                new V1.RefuseInputRequest
                {
                    Name = HubClient.NameOf(onboarding),
                    Input = input.Key,
                    Reason = "Pages are missing, please send all of it.",
                    RequestId = RequestId(onboarding, "refuse", input.Key),
                },
                hub.Options(cancellationToken));
            return;
        }

        await hub.Onboardings.VerifyInputAsync(
            new V1.VerifyInputRequest
            {
                Name = HubClient.NameOf(onboarding),
                Input = input.Key,
                RequestId = RequestId(onboarding, "verify", input.Key),
            },
            hub.Options(cancellationToken));
    }

    private static async Task AnswerAsync(
        HubClient hub, OnboardingState onboarding, CancellationToken cancellationToken)
    {
        foreach (EscalationState escalation in onboarding.Escalations)
        {
            // A stalled customer is beyond the first who is told: it goes on to somebody who can do more about it.
            bool isLeft = escalation.Step == 0 && escalation.AcknowledgeBy is not null
                && escalation.Cause.StartsWith(Stalled, StringComparison.Ordinal);
            if (escalation.Phase == EscalationPhase.Raised && !isLeft)
            {
                await hub.Onboardings.AcknowledgeEscalationAsync(
                    new V1.AcknowledgeEscalationRequest
                    {
                        Name = HubClient.NameOf(onboarding),
                        Cause = escalation.Cause,
                        // The same cause may come back weeks after it went away.
                        RequestId = RequestId(onboarding, "acknowledge", escalation.Cause, $"{escalation.RaisedAt:O}"),
                    },
                    hub.Options(cancellationToken));
            }
        }
    }

    private static string RequestId(OnboardingState onboarding, params ReadOnlySpan<string> act) =>
        IdSource.From(["demo", onboarding.Start.Id.ToString(), .. act]).ToString("D");
}
