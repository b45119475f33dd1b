using System.Globalization;

using Google.Protobuf.WellKnownTypes;

using Onboarding.Cli.Demo;
using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Simulation.People;

/// <summary>
/// The people who tell the hub what goes on with a customer: blockers that come, get worse and go, a kickoff that is
/// put off, a customer who gives up, and every Monday how much a customer with a manager takes part.
/// </summary>
internal sealed class Troubles(DemoStage stage)
{
    private readonly Dictionary<string, Fate> _fates = stage.Scenario.Customers.ToDictionary(
        customer => customer.Name, customer => Fate.Of(stage.Scenario.Seed, customer), StringComparer.Ordinal);

    /// <summary>The work of one morning.</summary>
    public async Task ActAsync(IReadOnlyList<OnboardingState> active, int day, CancellationToken cancellationToken)
    {
        foreach (OnboardingState onboarding in active)
        {
            Fate fate = _fates[onboarding.Start.Title];
            int age = day - DemoDays.NumberOf(onboarding.StartedAt);
            await stage.Hub.Client.WhileActiveAsync(
                onboarding,
                async () =>
                {
                    foreach (Trouble trouble in fate.Troubles)
                    {
                        await MeetAsync(onboarding, trouble, age, cancellationToken);
                    }

                    await FollowAsync(onboarding, fate, age, day, cancellationToken);
                },
                cancellationToken);
        }
    }

    private async Task FollowAsync(
        OnboardingState onboarding, Fate fate, int age, int day, CancellationToken cancellationToken)
    {
        HubClient hub = stage.Hub.Client;
        Customer customer = stage.Scenario.Find(onboarding.Start.Title)!;
        if (fate.PostponesAfter == age)
        {
            await hub.Onboardings.MoveKickoffAsync(
                new V1.MoveKickoffRequest
                {
                    Name = HubClient.NameOf(onboarding),
                    KickoffDate = DateOf(onboarding.KickoffOn.AddDays(fate.PostponedBy)),
                    RequestId = RequestId(onboarding, "postpone"),
                },
                hub.Options(cancellationToken));
        }

        if (fate.SponsorLeavesAfter == age)
        {
            stage.Sales.DeleteContact(customer, customer.Stakeholders[0]);
            stage.Sales.EditAccount(customer, "employee_count", (decimal)(customer.Employees + 1));
            await SignalAsync(onboarding, V1.SignalKind.StakeholderChanged, "", day, cancellationToken);
        }

        if (customer.Tier == Scenario.HighTouch && DemoDays.DateOf(day).DayOfWeek == DayOfWeek.Monday
            && !(age >= fate.QuietAfter))
        {
            await SignalAsync(onboarding, V1.SignalKind.CustomerContact, "", day, cancellationToken);
            int score = 62 + SeededDraw.Below(36, stage.Scenario.Seed, customer.Name, "score", $"{day}");
            await SignalAsync(
                onboarding, V1.SignalKind.EngagementScore, score.ToString(CultureInfo.InvariantCulture), day,
                cancellationToken);
        }

        if (age >= fate.ChurnsAfter)
        {
            await hub.Onboardings.CancelOnboardingAsync(
                new V1.CancelOnboardingRequest
                {
                    Name = HubClient.NameOf(onboarding),
                    Reason = "The customer has ended the contract.",
                    RequestId = RequestId(onboarding, "cancel"),
                },
                hub.Options(cancellationToken));
        }
    }

    private async Task MeetAsync(
        OnboardingState onboarding, Trouble trouble, int age, CancellationToken cancellationToken)
    {
        HubClient hub = stage.Hub.Client;
        BlockerState? blocker = onboarding.Blockers.FirstOrDefault(known => known.Description == trouble.Words);
        if (blocker is null && age >= trouble.RaisedAfter && age < trouble.ResolvedAfter)
        {
            await hub.Onboardings.RaiseBlockerAsync(
                new V1.RaiseBlockerRequest
                {
                    Name = HubClient.NameOf(onboarding),
                    Kind = trouble.Kind,
                    Description = trouble.Words,
                    Owner = onboarding.Owner,
                    RequestId = RequestId(onboarding, "raise", trouble.Words),
                },
                hub.Options(cancellationToken));
        }
        else if (blocker is { ResolvedAt: null, SeverityRaisedAt: null } && age >= trouble.WorseAfter)
        {
            await hub.Onboardings.RaiseBlockerSeverityAsync(
                new V1.RaiseBlockerSeverityRequest
                {
                    Name = HubClient.NameOf(onboarding),
                    Blocker = blocker.Key,
                    Severity = V1.BlockerSeverity.High,
                    RequestId = RequestId(onboarding, "worse", trouble.Words),
                },
                hub.Options(cancellationToken));
        }
        else if (blocker is { ResolvedAt: null } && age >= trouble.ResolvedAfter)
        {
            await hub.Onboardings.ResolveBlockerAsync(
                new V1.ResolveBlockerRequest
                {
                    Name = HubClient.NameOf(onboarding),
                    Blocker = blocker.Key,
                    RequestId = RequestId(onboarding, "resolve", trouble.Words),
                },
                hub.Options(cancellationToken));
        }
    }

    private async Task SignalAsync(
        OnboardingState onboarding, V1.SignalKind kind, string value, int day, CancellationToken cancellationToken)
    {
        HubClient hub = stage.Hub.Client;
        await hub.Onboardings.RecordSignalAsync(
            new V1.RecordSignalRequest
            {
                Name = HubClient.NameOf(onboarding),
                Kind = kind,
                Value = value,
                EventTime = Timestamp.FromDateTimeOffset(DemoDays.MorningOf(day)),
                Source = onboarding.Owner,
                Reference = string.Create(CultureInfo.InvariantCulture, $"{kind} of day {day}"),
                RequestId = RequestId(onboarding, "signal", $"{kind}", $"{day}"),
            },
            hub.Options(cancellationToken));
    }

    private static V1.Date DateOf(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };

    private static string RequestId(OnboardingState onboarding, params ReadOnlySpan<string> act) =>
        IdSource.From(["simulate", onboarding.Start.Id.ToString(), .. act]).ToString("D");
}
