using System.Collections.Immutable;

namespace Onboarding.Model.Maintenance;

/// <summary>What can be asked of a review.</summary>
public abstract record ReviewCommand
{
    private ReviewCommand()
    {
    }

    /// <summary>Keeps what was found. A period is reviewed once: asking again changes nothing.</summary>
    public sealed record Make(ReviewPeriod Period, ImmutableArray<ReviewFinding> Findings) : ReviewCommand;

    /// <param name="Rule">Key of the rule whose finding is meant.</param>
    /// <param name="By">Who sees to it.</param>
    /// <param name="Action">What is done about it.</param>
    public sealed record Answer(string Rule, string By, string Action) : ReviewCommand;
}
