namespace Onboarding.Model.Statistics;

/// <summary>What holds for every figure that is made of cases.</summary>
public static class Sampling
{
    /// <summary>
    /// Fewest cases of which a figure is told. Of fewer the hub says that they are too few: a median of three customers
    /// reads like a finding and is an anecdote.
    /// </summary>
    public const int CasesMin = 5;

    /// <summary>How sure every interval is unless it says otherwise.</summary>
    public const double Confidence = 0.95;
}
