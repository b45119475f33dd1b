namespace Onboarding.Model.Playbooks;

/// <summary>What an alert takes from the reports of a signal.</summary>
public enum SignalReading
{
    /// <summary>The value of the newest report, however old it is.</summary>
    Latest,

    /// <summary>The mean of the values reported within a window.</summary>
    Average,

    /// <summary>The number of reports within a window.</summary>
    Count,

    /// <summary>
    /// The number of reports in the last 7 days, where it is greater than the mean of the 8 weeks before by more than
    /// 3 standard deviations of these.
    /// </summary>
    Spike,

    /// <summary>
    /// The newest value, where it is worse than the mean of the reports of the 8 weeks before it by more than 3 standard
    /// deviations of these, and by a tenth of that mean at least.
    /// </summary>
    Deviation,
}
