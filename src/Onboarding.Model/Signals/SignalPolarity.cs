namespace Onboarding.Model.Signals;

/// <summary>What it means that a signal's value goes up. Stated for each, so that no rule has to guess.</summary>
public enum SignalPolarity
{
    HigherIsBetter,
    HigherIsWorse,

    /// <summary>Something happened; there is nothing to measure but how often.</summary>
    Event,
}
