namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>What becomes of a task.</summary>
internal enum TaskFate
{
    /// <summary>It goes on, or stays done.</summary>
    Stays,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It did not apply to this customer, and does not.</summary>
    Absent,

    /// <summary>It is new, and its stage is passed.</summary>
    LeftOut,

    /// <summary>It is closed, and the revision has none.</summary>
    Kept,

    /// <summary>It was open, and is not asked for any more.</summary>
    Skipped,

    /// <summary>It never opened, and is not asked for any more.</summary>
    Removed,
}
