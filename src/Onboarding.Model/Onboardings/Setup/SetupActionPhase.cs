namespace Onboarding.Model.Onboardings.Setup;

/// <summary>Lifecycle of a set-up action.</summary>
public enum SetupActionPhase
{
    /// <summary>Something that it waits for is not there.</summary>
    Waiting,

    /// <summary>It was asked for; the system has not taken it on yet.</summary>
    Requested,

    /// <summary>The system has taken it on and has not confirmed it.</summary>
    Accepted,

    /// <summary>The system has no address here: the owner does it by hand and confirms it.</summary>
    ByHand,

    /// <summary>It is done.</summary>
    Confirmed,

    /// <summary>The system refused it or could not be reached; somebody asks again, does it by hand or puts it aside.</summary>
    Failed,

    /// <summary>A named person put it aside.</summary>
    Skipped,
}
