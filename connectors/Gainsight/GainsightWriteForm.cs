namespace Onboarding.Connectors.Gainsight;

/// <summary>The families of calls that write.</summary>
internal enum GainsightWriteForm
{
    /// <summary>
    /// "Company API Documentation", "Gainsight Custom Object API Documentation": all records of a call or none.
    /// </summary>
    Object,

    /// <summary>"Call To Action (CTA) API Documentation": each record has an outcome of its own. CTAs.</summary>
    CallToAction,

    /// <summary>The same for tasks ("Task and Playbook API Documentation").</summary>
    Task,

    /// <summary>"Timeline APIs": one activity in a call, once only for each ExternalId.</summary>
    Timeline,
}
