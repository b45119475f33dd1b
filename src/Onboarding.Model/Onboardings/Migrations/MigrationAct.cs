namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>What a migration does to a stage, task, milestone or input.</summary>
public enum MigrationAct
{
    /// <summary>The revision brings it.</summary>
    Added,

    /// <summary>It stays with what was done on it, and is defined in another way.</summary>
    Changed,

    /// <summary>A stage that comes at another place among those that stay.</summary>
    Moved,

    /// <summary>The revision has no such thing any more; what was done stays as history.</summary>
    Kept,

    /// <summary>Work that was open and that the revision does not ask for: it ends as skipped.</summary>
    Skipped,

    /// <summary>The revision does not ask for it, and nothing was done on it: it goes.</summary>
    Removed,

    /// <summary>The revision brings it, but into a stage that is passed already: it is not taken.</summary>
    LeftOut,
}
