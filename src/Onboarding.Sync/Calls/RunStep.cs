namespace Onboarding.Sync.Calls;

/// <summary>What a run does about a failure that the client handed back.</summary>
internal enum RunStep
{
    /// <summary>Ends from its last checkpoint; the next run goes on from there, not before a delay that the failure names.</summary>
    EndRun,

    /// <summary>Ends, and the connection is paused until an operator has mended it.</summary>
    PauseConnection,

    /// <summary>Puts the record aside as a dead letter and goes on.</summary>
    KeepRecordAside,

    /// <summary>Refuses what was asked for, as a fault of whoever asked.</summary>
    Refuse,

    /// <summary>Reads the stream again from its checkpoint.</summary>
    ReadStreamAnew,
}
