using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Playbooks.Files;

/// <summary>The parts of a plan as they stand in the file: each a key and what is written under it.</summary>
internal sealed record PlanNodes(
    ImmutableArray<YamlPair> Stages,
    ImmutableArray<YamlPair> Tasks,
    ImmutableArray<YamlPair> Milestones,
    ImmutableArray<YamlPair> Inputs,
    ImmutableArray<YamlPair> Alerts,
    ImmutableArray<YamlPair> SetupActions,
    ImmutableArray<YamlPair> Messages)
{
    public static PlanNodes None { get; } = new([], [], [], [], [], [], []);

    /// <summary>The parts under the seven keys of a map; a variant has stages only where it changes some.</summary>
    public static PlanNodes Of(
        YamlNode? stages, YamlNode? tasks, YamlNode? milestones, YamlNode? inputs, YamlNode? alerts,
        YamlNode? setupActions, YamlNode? messages) => new(
        stages?.Pairs(PlaybookLimits.StagesMax) ?? [],
        tasks?.Pairs(PlaybookLimits.TasksMax) ?? [],
        milestones?.Pairs(PlaybookLimits.MilestonesMax) ?? [],
        inputs?.Pairs(PlaybookLimits.InputsMax) ?? [],
        alerts?.Pairs(PlaybookLimits.AlertsMax) ?? [],
        setupActions?.Pairs(PlaybookLimits.SetupActionsMax) ?? [],
        messages?.Pairs(PlaybookLimits.MessagesMax) ?? []);

    public IEnumerable<(PlaybookPart Part, YamlPair Pair)> All() =>
    [
        .. Stages.Select(pair => (PlaybookPart.Stage, pair)),
        .. Tasks.Select(pair => (PlaybookPart.Task, pair)),
        .. Milestones.Select(pair => (PlaybookPart.Milestone, pair)),
        .. Inputs.Select(pair => (PlaybookPart.Input, pair)),
        .. Alerts.Select(pair => (PlaybookPart.Alert, pair)),
        .. SetupActions.Select(pair => (PlaybookPart.SetupAction, pair)),
        .. Messages.Select(pair => (PlaybookPart.Message, pair)),
    ];
}
