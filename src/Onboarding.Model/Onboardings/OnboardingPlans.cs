using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;

using Onboarding.Model.Journal;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings;

/// <summary>
/// The plans of an onboarding as the steady part of its state: the one that it was started with, and the one that it
/// follows since it was moved. They are most of a state, and all customers of a tier share them, so a plan that was read
/// or written lately is not read or written again.
/// </summary>
internal static class OnboardingPlans
{
    /// <summary>Texts whose plans are remembered: some 100 kB each, and far more than there are revisions in use.</summary>
    private const int ReadMax = 256;

    private static readonly PlaybookPlan s_none = new()
    {
        Variant = "", Title = "", Stages = [], Tasks = [], Milestones = [], Inputs = [], Escalation = [],
    };

    private static readonly ConditionalWeakTable<PlaybookPlan, string> s_written = [];
    private static readonly ConditionalWeakTable<PlaybookPlan, string> s_writtenAlone = [];
    private static readonly ConcurrentDictionary<string, ImmutableArray<PlaybookPlan>> s_read = new(StringComparer.Ordinal);

    public static SteadyPart<OnboardingState> Part { get; } = new(Write, Without, With, Lacks);

    private static string Write(OnboardingState state) => state.Followed is { } followed
        ? $"[{Json(state.Start.Plan)},{Json(followed.Plan)}]"
        : s_writtenAlone.GetValue(state.Start.Plan, static plan => $"[{Json(plan)}]");

    private static string Json(PlaybookPlan plan) =>
        s_written.GetValue(plan, static one => JsonSerializer.Serialize(one, ModelJson.Default.PlaybookPlan));

    private static OnboardingState Without(OnboardingState state) => Replace(state, s_none, s_none);

    private static OnboardingState With(OnboardingState state, string text)
    {
        if (!s_read.TryGetValue(text, out ImmutableArray<PlaybookPlan> plans))
        {
            plans = JsonSerializer.Deserialize(text, ModelJson.Default.ImmutableArrayPlaybookPlan);
            if (s_read.Count >= ReadMax)
            {
                s_read.Clear();
            }

            s_read[text] = plans;
        }

        return !plans.IsDefault && plans.Length == (state.Followed is null ? 1 : 2)
            ? Replace(state, plans[0], plans[^1])
            : throw new JsonException("A state of an onboarding has other plans than it follows.");
    }

    private static bool Lacks(OnboardingState state) => state.Plan.Stages.IsEmpty;

    private static OnboardingState Replace(OnboardingState state, PlaybookPlan start, PlaybookPlan followed) => state with
    {
        Start = state.Start with { Plan = start },
        Followed = state.Followed is null ? null : state.Followed with { Plan = followed },
    };
}
