using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>Why a task or a milestone got a day; the offset that was counted is in the plan as it was then.</summary>
/// <param name="From">The day that it had before; null when it had none.</param>
/// <param name="Anchor">What the new day counts from.</param>
/// <param name="Key">Key of the stage, task or milestone that it counts from; null where the anchor names none.</param>
/// <param name="AnchorOn">The day of the anchor.</param>
/// <param name="Because">What moved it.</param>
public sealed record DayReason(DateOnly? From, DueAnchor Anchor, string? Key, DateOnly AnchorOn, DayCause Because);
