using System.Collections.Immutable;

using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Telling;

/// <summary>Something that happened and that messages may be about.</summary>
/// <param name="Occasion">What kind of thing.</param>
/// <param name="Key">Key of the stage, milestone or task; null where there is none.</param>
/// <param name="Cause">Names it for the record.</param>
/// <param name="Concerned">Mail address of the one whom it concerns.</param>
/// <param name="Facts">What only this occasion knows, by token.</param>
internal sealed record Occurrence(
    MessageOccasion Occasion, string? Key, string Cause, string Concerned, ImmutableDictionary<string, string> Facts);
