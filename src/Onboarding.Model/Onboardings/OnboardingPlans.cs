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
    /// <summary>Texts that are remembered: some 100 kB each, and far more than there are revisions in use.</summary>
    private const int TextsMax = 256;

    private static readonly PlaybookPlan s_none = new()
    {
        Variant = "", Title = "", Stages = [], Tasks = [], Milestones = [], Inputs = [], Escalation = [],
    };

    private static readonly ConditionalWeakTable<PlaybookPlan, string> s_writtenAlone = [];
    private static readonly ConditionalWeakTable<FollowedPlan, Together> s_writtenTogether = [];
    private static readonly ConcurrentDictionary<string, string> s_texts = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, ImmutableArray<PlaybookPlan>> s_read = new(StringComparer.Ordinal);

    public static SteadyPart<OnboardingState> Part { get; } = new(Write, Without, With, Lacks);

    private static string Write(OnboardingState state) => state.Followed is { } followed
        ? WriteTogether(state.Start.Plan, followed)
        : WriteAlone(state.Start.Plan);

    private static string WriteAlone(PlaybookPlan plan) =>
        s_writtenAlone.GetValue(plan, static one => Shared($"[{Json(one)}]"));

    private static string WriteTogether(PlaybookPlan start, FollowedPlan followed)
    {
        if (!s_writtenTogether.TryGetValue(followed, out Together? written) || !ReferenceEquals(written.Start, start))
        {
            written = new Together(start, Shared($"{WriteAlone(start)[..^1]},{Json(followed.Plan)}]"));
            s_writtenTogether.AddOrUpdate(followed, written);
        }

        return written.Text;
    }

    private static string Json(PlaybookPlan plan) => JsonSerializer.Serialize(plan, ModelJson.Default.PlaybookPlan);

    // A move makes a plan for each customer, and most of them are alike: otherwise each would hold a text of its own for
    // as long as its state is remembered.
    private static string Shared(string text)
    {
        if (s_texts.Count >= TextsMax)
        {
            s_texts.Clear();
        }

        return s_texts.GetOrAdd(text, text);
    }

    private static OnboardingState Without(OnboardingState state) => Replace(state, s_none, s_none);

    private static OnboardingState With(OnboardingState state, string text)
    {
        if (!s_read.TryGetValue(text, out ImmutableArray<PlaybookPlan> plans))
        {
            plans = JsonSerializer.Deserialize(text, ModelJson.Default.ImmutableArrayPlaybookPlan);
            if (s_read.Count >= TextsMax)
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

    /// <summary>What two plans are written as, with the one that does not follow from where it is kept.</summary>
    private sealed record Together(PlaybookPlan Start, string Text);
}
