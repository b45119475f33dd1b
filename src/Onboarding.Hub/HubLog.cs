using Microsoft.Extensions.Logging;

using Onboarding.Model.Journal;

namespace Onboarding.Hub;

/// <summary>Everything that the hub itself logs. An event id outlives its wording: 3000 API, 3200 followers, 3300 schedules, 3400 start.</summary>
internal static partial class HubLog
{
    [LoggerMessage(3000, LogLevel.Error, "{Method} failed; the caller was given the correlation id {Correlation}.")]
    public static partial void CallFailed(this ILogger log, string method, string correlation, Exception failure);

    [LoggerMessage(3001, LogLevel.Warning, "{Method} was answered as unavailable: the database did not serve it.")]
    public static partial void StoreUnavailable(this ILogger log, string method, Exception failure);

    [LoggerMessage(3002, LogLevel.Warning,
        "{Key} is empty: only calls from this machine are answered, and each as an operator. Configure a token for every "
        + "caller before others are to reach the hub.")]
    public static partial void ServingLoopbackOnly(this ILogger log, string key);

    [LoggerMessage(3003, LogLevel.Debug, "A watch of {Resource} began; {Open} are open.")]
    public static partial void WatchBegan(this ILogger log, string resource, int open);

    [LoggerMessage(3004, LogLevel.Information,
        "{Connection}: {Actor} asked for the sync run {Run} by call {RequestId}.")]
    public static partial void SyncCalledFor(this ILogger log, string connection, string actor, Guid run,
        string requestId);

    [LoggerMessage(3200, LogLevel.Warning, "What {Cause} asks for was refused ({Reason}): {Message}")]
    public static partial void ReactionRefused(this ILogger log, string cause, RefusalReason reason, string message);

    [LoggerMessage(3300, LogLevel.Error,
        "The timer of {Stream} in workspace {Workspace} failed; it is tried again when its lease ends.")]
    public static partial void TimerFailed(this ILogger log, string workspace, string stream, Exception failure);

    [LoggerMessage(3201, LogLevel.Error, "Following the journal failed; it is tried again.")]
    public static partial void FollowingFailed(this ILogger log, Exception failure);

    [LoggerMessage(3204, LogLevel.Error, "A webhook of {Connection} could not start a read; the schedule will.")]
    public static partial void HintedReadFailed(this ILogger log, string connection, Exception failure);

    [LoggerMessage(3205, LogLevel.Warning,
        "Delivery {Delivery} to the system {System} in workspace {Workspace} failed after {Attempts} attempts, and the owner "
        + "of its set-up action has it.")]
    public static partial void DeliveryFailed(
        this ILogger log, string workspace, string delivery, string system, int attempts);

    [LoggerMessage(3206, LogLevel.Warning,
        "Delivery {Delivery} in workspace {Workspace} is left to be done by hand: the system {System} has no address. Add it to "
        + "Endpoints, and ask again with RetrySetupAction.")]
    public static partial void DeliveryUnroutable(this ILogger log, string workspace, string delivery, string system);

    [LoggerMessage(3207, LogLevel.Error,
        "Delivery {Delivery} in workspace {Workspace} broke; it is tried again when its lease ends.")]
    public static partial void DeliveryBroke(this ILogger log, string workspace, string delivery, Exception failure);

    [LoggerMessage(3301, LogLevel.Information, "Connection {Connection} is paused and was not synced: {Reason}")]
    public static partial void SyncSkipped(this ILogger log, string connection, string reason);

    [LoggerMessage(3302, LogLevel.Information,
        "Run {Run} of connection {Connection} was stopped; the next one goes on from its last checkpoint.")]
    public static partial void SyncStopped(this ILogger log, string connection, Guid run);

    [LoggerMessage(3303, LogLevel.Error,
        "Run {Run} of connection {Connection} failed; the next one goes on from its last checkpoint.")]
    public static partial void SyncFailed(this ILogger log, string connection, Guid run, Exception failure);

    [LoggerMessage(3304, LogLevel.Warning, "Connection {Connection} was paused: {Reason}")]
    public static partial void ConnectionPaused(this ILogger log, string connection, string reason);

    [LoggerMessage(3305, LogLevel.Error, "Tick {Tick} failed; it is tried again at its next time.")]
    public static partial void TickFailed(this ILogger log, string tick, Exception failure);

    [LoggerMessage(3306, LogLevel.Information, "{Period} was reviewed in workspace {Workspace}: {RedFlags} red flags.")]
    public static partial void PeriodReviewed(this ILogger log, string workspace, string period, int redFlags);

    [LoggerMessage(3307, LogLevel.Warning,
        "Connection {Connection} of workspace {Workspace} could not be synced ({StartedBy}) in {Tries} tries; it is tried again at "
        + "its next time. RunSync does it at once.")]
    public static partial void SyncGivenUp(
        this ILogger log, string workspace, string connection, string startedBy, int tries);

    [LoggerMessage(3401, LogLevel.Warning, "A playbook of the folder was not published in workspace {Workspace}: {Message}")]
    public static partial void PlaybookHeldBack(this ILogger log, string workspace, string message);

    [LoggerMessage(3402, LogLevel.Warning, "Workspace {Workspace} has no connection that takes tasks: the work of an onboarding stays in the hub. Connect its customer-success platform.")]
    public static partial void NoSuccessPlatform(this ILogger log, string workspace);

    [LoggerMessage(3400, LogLevel.Warning, "{CutOff} sync runs of workspace {Workspace} were cut off by the end of their process; their next runs go on from the last checkpoint.")]
    public static partial void RunsCutOff(this ILogger log, int cutOff, string workspace);
}
