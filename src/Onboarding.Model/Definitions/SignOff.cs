namespace Onboarding.Model.Definitions;

/// <summary>What a stakeholder said of one version of a definition. The last word of a role counts.</summary>
/// <param name="Role">The role for which the person spoke, such as "vp_cs".</param>
/// <param name="Person">Mail address of the person.</param>
/// <param name="Approves">Whether the version is approved; otherwise it is contested.</param>
/// <param name="Reason">What is wrong with the version; empty with an approval.</param>
/// <param name="At">When it was said.</param>
public sealed record SignOff(string Role, string Person, bool Approves, string Reason, DateTimeOffset At);
