using Onboarding.Hub.Hosting;
using Onboarding.Sync.Journal;

namespace Onboarding.Cli.Commands;

/// <summary>Exit codes, and how what a person can mend is told: in words on stderr, without a stack.</summary>
internal static class Outcome
{
    public const int Done = 0;

    /// <summary>What was asked for was looked at, and is not as it should be.</summary>
    public const int NotAsItShould = 1;

    /// <summary>The configuration or the database cannot be used (EX_CONFIG of sysexits.h).</summary>
    public const int BadConfiguration = 78;

    /// <summary>Asked to stop (128 + SIGINT).</summary>
    public const int Stopped = 130;

    public static async Task<int> OfAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception fault) when (fault is ConfigurationFaultException or StoreException or BadCommandException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return BadConfiguration;
        }
        catch (OperationCanceledException)
        {
            return Stopped;
        }
    }
}
