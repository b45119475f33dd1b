using System.Collections.Immutable;

using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Messages;

/// <summary>A word that stands in a message for a fact.</summary>
/// <param name="Name">As it stands between the braces.</param>
/// <param name="Meaning">What it is filled with.</param>
/// <param name="Sample">What a preview shows.</param>
/// <param name="Occasions">The occasions that can fill it; empty: all.</param>
public sealed record MessageToken(
    string Name, string Meaning, string Sample, ImmutableArray<MessageOccasion> Occasions)
{
    /// <summary>Filled when it is read, because the name of the one who gets it may become known later.</summary>
    public const string Recipient = "recipient";

    /// <summary>Every token there is.</summary>
    public static ImmutableArray<MessageToken> All { get; } =
    [
        Always(Recipient, "Name of the one who gets it; the title of their role until it is known.", "Ann Miller"),
        Always("customer", "Name of the customer.", "Rotor Works"),
        Always("tier", "Tier of the customer.", "high touch"),
        Always("playbook", "Title of the playbook's variant.", "High touch"),
        Always("owner", "Mail address of the owner of the onboarding.", "carla.berger@example.com"),
        Always("csm", "Mail address of the customer-success manager.", "carla.berger@example.com"),
        Always("ae", "Mail address of the account executive, or of the owner.", "adam.stone@example.com"),
        Always("stage", "Title of the stage that it is in.", "Technical Setup"),
        Always("kickoff_on", "Day of the kickoff.", "Monday, 9 March 2026"),
        Always("progress", "How many tasks are done.", "12 of 40 tasks are done"),
        Always("milestones", "Milestones reached so far, as a list.", "- First login on 4 March 2026"),
        Always("next_milestone", "The next milestone with its day.", "First value achieved by Monday, 16 March 2026"),
        Always("next_steps", "What the one who gets it, or their side, is to do next, as a list.",
            "- Hand in: Export of the data to be loaded, by Friday, 13 March 2026"),
        Always("time_to_value", "Days from closed-won to first value.", "12 days"),
        Always("health", "How the onboarding stands.", "on track"),
        new("milestone", "Title of the milestone.", "First login", [MessageOccasion.MilestoneReached]),
        new("reached_on", "Day on which the milestone was reached.", "Wednesday, 4 March 2026",
            [MessageOccasion.MilestoneReached]),
        new("task", "Title of the task.", "Data migrated",
            [MessageOccasion.TaskDone, MessageOccasion.TaskReminder, MessageOccasion.TaskOverdue]),
        new("due_on", "Day of the task.", "Friday, 20 March 2026",
            [MessageOccasion.TaskReminder, MessageOccasion.TaskOverdue]),
        new("why", "What happened and why it matters.", "in stage training for more than 14 days",
            [
                MessageOccasion.BlockerRaised, MessageOccasion.Stalled, MessageOccasion.SlaBreached,
                MessageOccasion.EscalationRaised, MessageOccasion.Cancelled,
            ]),
        new("open_inputs", "What the one who gets it still owes, as a list.", "- Export of the data to be loaded",
            [MessageOccasion.InputsOpen]),
    ];

    /// <summary>The token of a name; null where there is none.</summary>
    public static MessageToken? Find(string name) => All.FirstOrDefault(token => token.Name == name);

    /// <summary>Whether an occasion can fill it.</summary>
    public bool IsFilledBy(MessageOccasion occasion) => Occasions.IsEmpty || Occasions.Contains(occasion);

    private static MessageToken Always(string name, string meaning, string sample) => new(name, meaning, sample, []);
}
