using Onboarding.Model.Calendars;

namespace Onboarding.Model.Playbooks;

/// <summary>When something is due: an offset from an anchor. Negative offsets lie before it.</summary>
/// <param name="Offset">Days from the anchor.</param>
/// <param name="Unit">How those days are counted.</param>
/// <param name="Anchor">What the offset counts from.</param>
/// <param name="Key">Key of the stage, task or milestone for the anchors that name one; null otherwise.</param>
public sealed record DueRule(int Offset, DayUnit Unit, DueAnchor Anchor, string? Key = null)
{
    public override string ToString() =>
        $"{Offset:+0;-0;0} {Unit.ToString().ToLowerInvariant()} days from {Anchor.ToString().ToLowerInvariant()}{(Key is null ? "" : $" {Key}")}";
}
