namespace Onboarding.Sync.Runs;

/// <summary>
/// Stops a run that makes a burst of dead letters: then not a record is wrong, but the mapping or the platform.
/// </summary>
internal sealed class BurstGuard(RunScope run)
{
    /// <summary>Looks at the letters that a page or batch has just made.</summary>
    /// <exception cref="RunStoppedException">There were too many; the connection is to be paused.</exception>
    public async Task CheckAsync(string stream, int records, int letters, CancellationToken cancellationToken)
    {
        if (letters == 0)
        {
            return;
        }

        SyncSettings settings = run.Settings;
        if (letters > settings.RejectedFree && letters > settings.RejectedShareMax * records)
        {
            throw Stopped($"{letters} of {records} records of {stream} could not be applied at once");
        }

        int recent = await run.Sync.DeadLettersSinceAsync(
            run.Workspace, run.Connection.Id, run.Clock.GetUtcNow() - settings.DeadLetterWindow, cancellationToken);
        if (recent > settings.DeadLettersMax)
        {
            throw Stopped($"{recent} records could not be applied within {settings.DeadLetterWindow:g}");
        }
    }

    private static RunStoppedException Stopped(string what) => new(
        $"{what}. Look at the dead letters, mend what they have in common, replay them and resume the connection.",
        pauses: true);
}
