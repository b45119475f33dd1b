using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;

using Microsoft.Extensions.Options;

using Onboarding.Hub.Hosting;
using Onboarding.Storage;

using Quartz;

namespace Onboarding.Cli.Commands;

/// <summary>
/// What the server or the schedule could not start on, in the operator's words: the key to look at, what is wrong, and
/// what to do.
/// </summary>
internal static class StartFault
{
    /// <summary>Whether a failure to start is one of the settings or the machine, and not of the hub.</summary>
    public static bool IsOperators(Exception fault) => fault is IOException or UnauthorizedAccessException or SocketException
        or CryptographicException or InvalidOperationException or SchedulerException or DbException
        or OptionsValidationException;

    /// <summary>The key, the fault and the remedy.</summary>
    public static string Tell(Exception fault, HubConfiguration settings)
    {
        string what = fault.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.');
        return fault switch
        {
            SchedulerException or DbException when settings.Storage.Provider == StorageProvider.Sqlite =>
                $"Storage:File: the schedule beside it, {settings.Storage.File}.quartz, cannot be used: {what}. It holds only "
                + "when recurring work is next due: move it away, and the hub makes a new one.",
            SchedulerException or DbException =>
                $"Storage: the schedule in the database cannot be used: {what}. Let the hub's user make and write tables there.",
            _ when BoundKey(fault, settings) is { } key =>
                $"{key}: {what}. Stop the process that listens there, or give another port.",
            SocketException =>
                $"{ListenKeys(settings)}: {what}. Give an address of this machine, and a port that the hub's user may open.",
            _ when settings.Listen.Scheme == "https" || settings.WebListen?.Scheme == "https" =>
                $"Kestrel:Certificates:Default: {what}. Give Path and Password of a PKCS#12 file, or Path and KeyPath of two "
                + "PEM files, that the hub's user may read.",
            _ => $"{ListenKeys(settings)}: {what}. Correct it.",
        };
    }

    // The server names the address in its own message.
    private static string? BoundKey(Exception fault, HubConfiguration settings) =>
        fault is IOException && fault.Message.Contains(settings.Listen.Authority, StringComparison.Ordinal) ? "Listen"
        : fault is IOException && settings.WebListen is { } web
            && fault.Message.Contains(web.Authority, StringComparison.Ordinal) ? "WebListen"
        : null;

    private static string ListenKeys(HubConfiguration settings) => settings.WebListen is null ? "Listen" : "Listen or WebListen";
}
