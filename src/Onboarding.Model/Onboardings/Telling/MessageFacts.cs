using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

using Onboarding.Model.Messages;
using Onboarding.Model.NextActions;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Reactions;

namespace Onboarding.Model.Onboardings.Telling;

/// <summary>What the tokens of messages stand for in one onboarding at one moment.</summary>
internal sealed class MessageFacts(OnboardingState state, DateTimeOffset now)
{
    /// <summary>Most elements of a list in a message; more would be read by nobody.</summary>
    public const int ListedMax = 5;

    // Worked out only where a message asks for it: it looks at all that waits for all.
    private ImmutableArray<NextAction>? _actions;

    /// <summary>A day as people write it.</summary>
    public static string Day(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>What a token stands for.</summary>
    /// <param name="token">Its name; the recipient's is filled in later.</param>
    /// <param name="role">The role of the one who gets the message.</param>
    /// <param name="to">Who gets it; null while nobody is known.</param>
    /// <param name="occurrence">What happened.</param>
    public string Of(string token, string role, Addressee? to, Occurrence occurrence) =>
        occurrence.Facts.TryGetValue(token, out string? own) ? own : token switch
        {
            "customer" => MessageText.OneLine(state.Start.Title),
            "tier" => state.Start.Tier.Replace('_', ' '),
            "playbook" => MessageText.OneLine(state.Plan.Title),
            "owner" => state.Owner,
            "csm" => state.Owners.GetValueOrDefault(OnboardingReactions.CsmRole) ?? state.Owner,
            "ae" => state.Owners.GetValueOrDefault(OnboardingReactions.AccountExecutiveRole) ?? state.Owner,
            "stage" => MessageText.OneLine(state.Plan.Stages.First(one => one.Key == state.CurrentStage.Key).Title),
            "kickoff_on" => Day(state.KickoffOn),
            "progress" => Progress(),
            "milestones" => Milestones(),
            "next_milestone" => NextMilestone(),
            "next_steps" => NextSteps(role, to),
            "time_to_value" => state.TimeToValueDays is { } days
                ? $"{days} {(days == 1 ? "day" : "days")}"
                : "first value is still to come",
            "health" => Health(),
            "open_inputs" => MessageText.List(OpenInputs(state, role).Select(input => input.Title)),
            _ => throw new UnreachableException(),
        };

    /// <summary>What a role owes: inputs that were never handed in, or were refused.</summary>
    public static IEnumerable<InputDefinition> OpenInputs(OnboardingState state, string role) =>
        state.Plan.Inputs.Where(input => input.OwnerRole == role
            && state.Input(input.Key) is { Phase: InputPhase.Requested or InputPhase.Refused });

    private string Progress()
    {
        int done = state.Tasks.Count(task => task.Phase is TaskPhase.Completed or TaskPhase.Skipped);
        return $"{done} of {state.Tasks.Length} tasks are done";
    }

    private string Milestones()
    {
        IEnumerable<string> reached = state.Plan.Milestones
            .Select(milestone => (milestone.Title, On: state.Milestone(milestone.Key)?.AchievedOn))
            .Where(milestone => milestone.On is not null)
            .OrderBy(milestone => milestone.On)
            .Select(milestone => $"{milestone.Title} on {Day(milestone.On!.Value)}");
        return MessageText.List(reached.DefaultIfEmpty("None yet"));
    }

    private string NextMilestone()
    {
        (string Title, DateOnly? On)? next = state.Plan.Milestones
            .Where(milestone => state.Milestone(milestone.Key) is { AchievedOn: null })
            .Select(milestone => ((string, DateOnly?)?)(milestone.Title, state.Milestone(milestone.Key)!.TargetOn))
            .OrderBy(milestone => milestone!.Value.Item2 ?? DateOnly.MaxValue)
            .FirstOrDefault();
        return next is not var (title, on) ? "every milestone is reached"
            : MessageText.OneLine(on is { } day ? $"{title} by {Day(day)}" : title);
    }

    // Somebody at the customer reads only what the customer may see, in the words that are meant for them.
    private string NextSteps(string role, Addressee? to)
    {
        _actions ??= OnboardingActions.Of(state, now);
        bool isAtCustomer = Role.IsAtCustomer(role);
        NextAction[] own = [.. _actions.Value.Where(action =>
            action.AtCustomer == isAtCustomer && (isAtCustomer || action.Owner == to?.Address))];
        if (own.Length == 0)
        {
            return MessageText.List(
                [isAtCustomer ? "Nothing that you need to do right now; we are at work on our side" : "Nothing right now"]);
        }

        IEnumerable<string> steps = own.Take(ListedMax)
            .Select(action => action.DueOn is { } due ? $"{action.What}, by {Day(due)}" : action.What);
        return MessageText.List(own.Length > ListedMax ? steps.Append($"and {own.Length - ListedMax} more") : steps);
    }

    private string Health() => state.Health switch
    {
        OnboardingHealth.OnTrack => "on track",
        OnboardingHealth.AtRisk => "at risk",
        OnboardingHealth.Behind => "behind plan",
        OnboardingHealth.Stalled => "stalled",
        _ => throw new UnreachableException(),
    };
}
