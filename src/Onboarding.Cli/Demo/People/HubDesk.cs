using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;
using Onboarding.Model.Ids;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo.People;

/// <summary>
/// The people who work with the hub itself: the desk that asks customers for documents and approvals and verifies them,
/// and those who answer for escalations. Each call carries an id of what it is for, so that repeating it changes nothing.
/// </summary>
internal sealed class HubDesk(Scenario scenario)
{
    private const int InputDays = 2;

    private const string Stalled = "stalled:";

    /// <summary>The work of one morning.</summary>
    public async Task ActAsync(HubClient hub, int day, CancellationToken cancellationToken)
    {
        if (!DemoDays.IsWorkingDay(day))
        {
            return;
        }

        foreach (V1.Onboarding listed in await hub.OnboardingsAsync(V1.OnboardingState.Active, cancellationToken))
        {
            if (scenario.Find(listed.DisplayName) is { } customer)
            {
                V1.Onboarding onboarding = await hub.OnboardingAsync(listed.Name, cancellationToken);
                int began = DemoDays.NumberOf(onboarding.StartTime.ToDateTimeOffset());
                if (!customer.IsStalled(began, day))
                {
                    await AskForInputsAsync(hub, customer, onboarding, began, day, cancellationToken);
                }

                await DoByHandAsync(hub, onboarding, cancellationToken);
                await AnswerAsync(hub, onboarding, cancellationToken);
            }
        }
    }

    private async Task AskForInputsAsync(
        HubClient hub, Customer customer, V1.Onboarding onboarding, int began, int day, CancellationToken cancellationToken)
    {
        foreach (V1.Input input in onboarding.Inputs)
        {
            if (input.State == V1.InputState.Requested
                && day > began + SeededDraw.Below(InputDays, scenario.Seed, customer.Name, input.Key))
            {
                await hub.Onboardings.ReceiveInputAsync(
                    new V1.ReceiveInputRequest
                    {
                        Name = onboarding.Name,
                        Input = input.Key,
                        Content = $"{input.DisplayName}, from {customer.Stakeholders[0].Email}",
                        RequestId = RequestId(onboarding, "receive", input.Key),
                    },
                    hub.Options(cancellationToken));
            }
            else if (input.State == V1.InputState.Received && DemoDays.NumberOf(input.ChangeTime.ToDateTimeOffset()) < day)
            {
                await hub.Onboardings.VerifyInputAsync(
                    new V1.VerifyInputRequest
                    {
                        Name = onboarding.Name,
                        Input = input.Key,
                        RequestId = RequestId(onboarding, "verify", input.Key),
                    },
                    hub.Options(cancellationToken));
            }
        }
    }

    // What has no system is done by the desk.
    private static async Task DoByHandAsync(HubClient hub, V1.Onboarding onboarding, CancellationToken cancellationToken)
    {
        foreach (V1.SetupAction action in onboarding.SetupActions.Where(
            action => action.State == V1.SetupActionState.ByHand))
        {
            await hub.Onboardings.ConfirmSetupActionAsync(
                new V1.ConfirmSetupActionRequest
                {
                    Name = onboarding.Name,
                    SetupAction = action.Key,
                    Reference = "done by the desk",
                    RequestId = RequestId(onboarding, "confirm", action.Key),
                },
                hub.Options(cancellationToken));
        }
    }

    private static async Task AnswerAsync(HubClient hub, V1.Onboarding onboarding, CancellationToken cancellationToken)
    {
        foreach (V1.Escalation escalation in onboarding.Escalations)
        {
            // A stalled customer is beyond the first who is told: it goes on to somebody who can do more about it.
            bool isLeft = escalation.Step == 0 && escalation.AcknowledgeByDate is not null
                && escalation.Cause.StartsWith(Stalled, StringComparison.Ordinal);
            if (escalation.State == V1.EscalationState.Raised && !isLeft)
            {
                await hub.Onboardings.AcknowledgeEscalationAsync(
                    new V1.AcknowledgeEscalationRequest
                    {
                        Name = onboarding.Name,
                        Cause = escalation.Cause,
                        RequestId = RequestId(onboarding, "acknowledge", escalation.Cause),
                    },
                    hub.Options(cancellationToken));
            }
        }
    }

    private static string RequestId(V1.Onboarding onboarding, string act, string what) =>
        IdSource.From("demo", onboarding.Name, act, what).ToString("D");
}
