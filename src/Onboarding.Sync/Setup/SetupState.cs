namespace Onboarding.Sync.Setup;

/// <summary>What became of one step of a platform's set-up.</summary>
public enum SetupState
{
    /// <summary>It was done before; nothing was changed.</summary>
    DoneAlready,

    /// <summary>It is not done; a plan says so and changes nothing.</summary>
    Missing,

    /// <summary>It was done now.</summary>
    Made,

    /// <summary>It could not be done, or not be looked at.</summary>
    Failed,
}
