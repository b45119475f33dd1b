namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>A Cockpit playbook: the tasks that a CTA of one type receives when it is created with it.</summary>
internal sealed record Playbook(
    string Gsid, string Name, string CtaTypeId, IReadOnlyList<(string Gsid, GainsightPlaybookTask Task)> Tasks);
