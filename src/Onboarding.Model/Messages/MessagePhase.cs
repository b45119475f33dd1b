namespace Onboarding.Model.Messages;

/// <summary>Lifecycle of a message up to its sending.</summary>
public enum MessagePhase
{
    /// <summary>It is to be sent.</summary>
    Intended,

    /// <summary>Nobody is known in its role; it is to be sent once somebody is.</summary>
    Unaddressed,

    /// <summary>Nobody is to get it any more.</summary>
    Withdrawn,
}
