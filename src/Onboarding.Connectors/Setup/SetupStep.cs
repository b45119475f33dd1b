using Onboarding.Connectors.Calls;

namespace Onboarding.Connectors.Setup;

/// <summary>
/// One step that prepares a platform: look whether it is done, and do it where it is not. The hub makes the calls.
/// </summary>
public abstract class SetupStep
{
    /// <summary>What the step brings about, for a person: "field Opportunity.Hub_Goals__c".</summary>
    public abstract string Title { get; }

    /// <summary>
    /// Whether only a person can do it, because the platform has no call for it: then <see cref="SetupFinding.Found"/>
    /// says what is missing, and <see cref="Do"/> refuses.
    /// </summary>
    public virtual bool ByHand => false;

    /// <summary>The call that tells whether it is done.</summary>
    public abstract PlatformRequest Look();

    /// <summary>What the answer to <see cref="Look"/> says; sees failures too.</summary>
    public abstract SetupFinding ReadLook(PlatformResponse response);

    /// <summary>The call that does it, given what was found.</summary>
    public abstract PlatformRequest Do(SetupFinding finding);

    /// <summary>Null when it was done (also when somebody else was faster), else what is wrong and what to do.</summary>
    public abstract string? ReadDone(PlatformResponse response);
}
