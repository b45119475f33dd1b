using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Maintenance;

/// <summary>What happened to a review.</summary>
[JsonDerivedType(typeof(Made), "review_made")]
[JsonDerivedType(typeof(Answered), "review_answered")]
public abstract record ReviewEvent
{
    private ReviewEvent()
    {
    }

    public sealed record Made(ReviewPeriod Period, ImmutableArray<ReviewFinding> Findings, DateTimeOffset At) : ReviewEvent;

    public sealed record Answered(string Rule, ReviewAnswer Answer) : ReviewEvent;
}
