namespace Onboarding.Model.Resources;

/// <summary>What decides when two sides changed a field since they last agreed.</summary>
public enum ConflictPolicy
{
    /// <summary>The smaller rank wins; between equals the later change, then the source and the value by ordinal.</summary>
    AuthorityWins,

    /// <summary>The later change wins; between equals the smaller rank, then the source and the value by ordinal.</summary>
    LatestWins,

    /// <summary>The hub keeps its value and asks a person.</summary>
    AskPerson,
}
