using Onboarding.Model.Onboardings;

namespace Onboarding.Model.Playbooks;

/// <summary>Who gets a blocker that is raised without an owner.</summary>
/// <param name="Kind">The kind of the blocker.</param>
/// <param name="Role">The role whose holder gets it.</param>
public sealed record BlockerOwner(BlockerKind Kind, string Role);
