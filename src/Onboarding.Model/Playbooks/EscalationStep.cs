namespace Onboarding.Model.Playbooks;

/// <summary>One step of an escalation path: who is told, and how long they have to acknowledge before the next step is.</summary>
/// <param name="Role">The role whose holder gets the escalation.</param>
/// <param name="AcknowledgeDays">Calendar days to acknowledge; the last step has no next one.</param>
public sealed record EscalationStep(string Role, int AcknowledgeDays);
