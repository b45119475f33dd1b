namespace Onboarding.Sync.Writing;

/// <summary>What is to be done about one record.</summary>
internal abstract record WritePlan
{
    private WritePlan()
    {
    }

    /// <summary>The platform holds what the hub wishes, as far as is known.</summary>
    public sealed record Nothing(bool Waits) : WritePlan;

    /// <summary>It is to be written.</summary>
    public sealed record Write(PlannedWrite Planned) : WritePlan;

    /// <summary>It is to be created once what it refers to has a record of its own.</summary>
    public sealed record WaitsForOther : WritePlan;

    /// <summary>A value has no form on the platform.</summary>
    /// <param name="Record">The values, as JSON.</param>
    /// <param name="Reason">What is wrong and what to do.</param>
    public sealed record Faulty(string Record, string Reason) : WritePlan;
}
