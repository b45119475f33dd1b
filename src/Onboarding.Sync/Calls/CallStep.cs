namespace Onboarding.Sync.Calls;

/// <summary>What the client does about a failed attempt by itself.</summary>
internal enum CallStep
{
    /// <summary>Sends it again after a growing, jittered wait, where that cannot do a thing twice.</summary>
    BackOff,

    /// <summary>Waits as long as the platform asks and sends it again; spends no retry.</summary>
    WaitForLimit,

    /// <summary>Signs in anew and sends it again, a bounded number of times.</summary>
    SignInAnew,

    /// <summary>Hands the failure to the caller.</summary>
    HandBack,
}
