using System.Collections.Immutable;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Playbooks;

namespace Onboarding.Testing.Builders;

/// <summary>Set-up actions of every shape that a playbook file can have; the same seed makes the same ones.</summary>
public sealed class RandomSetupActions(Random random)
{
    /// <summary>Some for a plan, without circles; now and then none.</summary>
    public ImmutableArray<SetupActionDefinition> Of(PlaybookPlan plan)
    {
        var actions = ImmutableArray.CreateBuilder<SetupActionDefinition>();
        string[] roles = [.. plan.Stages.Select(stage => stage.OwnerRole)];
        ImmutableArray<string> tasks = [.. plan.Tasks.Where(task => task.OnAlert is null).Select(task => task.Key)];
        for (int n = random.Next(5); n > 0; n--)
        {
            ImmutableArray<string> inputs = Some(plan.Inputs.Select(input => input.Key));
            ImmutableArray<string> afterTasks = Some(tasks);
            actions.Add(new SetupActionDefinition
            {
                Key = $"x{actions.Count}",
                Title = $"x{actions.Count}",
                System = random.Next(2) == 0 ? "tickets" : "billing",
                OwnerRole = roles[random.Next(roles.Length)],
                ConfirmDays = random.Next(1, 8),
                ConfirmUnit = random.Next(2) == 0 ? DayUnit.Calendar : DayUnit.Business,
                Stage = random.Next(3) == 0 ? plan.Stages[random.Next(plan.Stages.Length)].Key : null,
                After = Some(actions.Select(action => action.Key)),
                AfterTasks = afterTasks,
                NeedsInputs = inputs,
                NeedsMilestones = Some(plan.Milestones.Select(milestone => milestone.Key)),
                AppliesWhen = random.Next(5) == 0
                    ? new Condition.Compare(
                        "annual_recurring_revenue", Comparison.AtLeast, new FieldValue.Number(random.Next(100)))
                    : null,
                Completes = Completed(tasks.RemoveRange(afterTasks), actions),
                SendFields = ["industry"],
                SendInputs = inputs,
            });
        }

        return actions.ToImmutable();
    }

    private string? Completed(ImmutableArray<string> tasks, IReadOnlyList<SetupActionDefinition> before) =>
        tasks.IsEmpty || random.Next(2) == 0 || before.Count > 0 ? null : tasks[random.Next(tasks.Length)];

    private ImmutableArray<string> Some(IEnumerable<string> all) => [.. all.Where(_ => random.Next(5) == 0).Take(2)];
}
