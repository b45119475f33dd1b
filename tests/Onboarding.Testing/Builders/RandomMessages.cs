using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Messages;
using Onboarding.Model.Playbooks;

namespace Onboarding.Testing.Builders;

/// <summary>Messages of every occasion that a playbook file can have; the same seed makes the same ones.</summary>
public sealed class RandomMessages(Random random)
{
    private static readonly string[] s_inside = [MessageDefinition.OwnerRole, "csm", "impl"];
    private static readonly string[] s_customer = ["customer_sponsor", "customer_admin"];

    /// <summary>Some for a plan, now and then none; always one for each milestone where there are any.</summary>
    public ImmutableArray<MessageDefinition> Of(PlaybookPlan plan)
    {
        int count = random.Next(10);
        return count == 0
            ? []
            : [
                .. Enumerable.Range(0, count).Select(n => Message($"n{n}", Trigger(plan))),
                Message("always", new MessageTrigger(MessageOccasion.MilestoneReached)) with
                {
                    To = ["csm"],
                    When = null,
                    PilotOnly = false,
                },
            ];
    }

    private MessageDefinition Message(string key, MessageTrigger on) => new()
    {
        Key = key,
        Title = $"Message {key}",
        On = on,
        To = [.. Roles(on).Distinct()],
        When = random.Next(6) == 0 ? new Condition.Compare("first_login_on", Comparison.Filled, null) : null,
        PilotOnly = random.Next(8) == 0,
        Subject = "{{customer}}: {{next_milestone}}",
        Body = string.Join("\n\n", MessageToken.All.Where(token => token.IsFilledBy(on.Occasion))
            .Select(token => $"{{{{{token.Name}}}}}")),
    };

    private IEnumerable<string> Roles(MessageTrigger on)
    {
        yield return One(s_inside);
        if (!on.IsAlarm && random.Next(2) == 0)
        {
            yield return One(s_customer);
        }
    }

    private MessageTrigger Trigger(PlaybookPlan plan)
    {
        var occasion = (MessageOccasion)random.Next(Enum.GetValues<MessageOccasion>().Length);
        return occasion switch
        {
            MessageOccasion.Dated => new(occasion, Due: new DueRule(
                random.Next(-5, 20), random.Next(2) == 0 ? DayUnit.Calendar : DayUnit.Business,
                (DueAnchor)random.Next(3))),
            MessageOccasion.Weekly or MessageOccasion.InputsOpen => new(occasion, Weekday: (DayOfWeek)random.Next(7)),
            MessageOccasion.StageEntered when random.Next(2) == 0 => new(occasion, One([.. plan.Stages]).Key),
            MessageOccasion.MilestoneReached when random.Next(2) == 0 => new(occasion, One([.. plan.Milestones]).Key),
            MessageOccasion.TaskDone => new(occasion, One([.. plan.Tasks]).Key),
            _ => new(occasion),
        };
    }

    private T One<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
