namespace Onboarding.Model.Maintenance;

/// <summary>What a rule found, from the least to the most pressing.</summary>
public enum FindingLevel
{
    /// <summary>There is too little to say anything; the finding says what is missing.</summary>
    NotMeasured,

    /// <summary>Within its threshold.</summary>
    Sound,

    /// <summary>Nothing can be measured: a person is to look at it in this period.</summary>
    Due,

    /// <summary>Beyond its threshold: whoever keeps the process mends it.</summary>
    RedFlag,

    /// <summary>Beyond what is mended in passing: the process itself is to be worked on again.</summary>
    Reengage,
}
