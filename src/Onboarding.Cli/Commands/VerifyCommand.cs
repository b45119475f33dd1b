using System.CommandLine;

using Microsoft.Extensions.Configuration;

using Onboarding.Hub.Hosting;
using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Storage;
using Onboarding.Storage.Journal;

namespace Onboarding.Cli.Commands;

/// <summary><c>hub verify</c>: proves that the journal is whole and that all states follow from it.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Option<string?> config = HubSettings.ConfigOption();
        var command = new Command("verify", "Check the journal's chain, and rebuild every state from it.") { config };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(HubSettings.Read(parsed.GetValue(config)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        HubConfiguration read = HubConfiguration.Read(configuration);
        if (read.Storage.Provider == StorageProvider.Sqlite && !File.Exists(read.Storage.File))
        {
            throw new BadCommandException(
                $"Storage:File: there is no database {Path.GetFullPath(read.Storage.File)}, so there is nothing to verify. "
                + "Name the one that the hub runs on.");
        }

        await using HubDatabase database = await HubDatabase.OpenAsync(read.Storage, TimeProvider.System, cancellationToken);
        bool sound = true;
        foreach (WorkspaceId workspace in await database.Journal.WorkspacesAsync(cancellationToken))
        {
            sound &= await VerifyAsync(database, workspace, cancellationToken);
        }

        return sound ? Outcome.Done : Outcome.NotAsItShould;
    }

    private static async Task<bool> VerifyAsync(
        HubDatabase database, WorkspaceId workspace, CancellationToken cancellationToken)
    {
        JournalCheck check = await database.Seal.VerifyAsync(workspace, cancellationToken);
        await Console.Out.WriteLineAsync(check.Break is { } broken
            ? $"{workspace}: the journal is broken at position {broken.Position} ({broken.Kind}); "
                + $"{check.Verified} events before it are sound. Restore the database from a copy."
            : $"{workspace}: {check.Verified} events are sealed and sound, {check.Unsealed} wait for their seal.");
        int different = 0;
        await foreach (StateDifference difference in database.StateCheck.DifferencesAsync(
            workspace, Aggregates.All, cancellationToken))
        {
            different++;
            await Console.Out.WriteLineAsync($"{workspace}: the state of {difference.Stream} is not what its events make.");
        }

        if (different == 0)
        {
            await Console.Out.WriteLineAsync($"{workspace}: every state follows from its events.");
        }

        return check.Break is null && different == 0;
    }
}
