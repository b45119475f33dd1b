using Microsoft.Extensions.Logging;

using Onboarding.Sync.Runs;

namespace Onboarding.Sync;

/// <summary>Everything that Sync logs. Never a credential, a query, a header or a body: purposes, counts and durations only.</summary>
internal static partial class SyncLog
{
    [LoggerMessage(1000, LogLevel.Information, "{Connection}: signed in at {Host}")]
    public static partial void SignedIn(ILogger logger, string connection, string host);

    [LoggerMessage(1001, LogLevel.Information,
        "{Connection}: the session is not accepted any more ('{Purpose}'); signing in anew")]
    public static partial void SessionRefused(ILogger logger, string connection, string purpose);

    [LoggerMessage(1002, LogLevel.Information,
        "{Connection}: '{Purpose}' failed for a passing reason (HTTP {StatusCode}, 0 for none); sending it again in {Delay}")]
    public static partial void SendingAgain(
        ILogger logger, string connection, string purpose, int statusCode, TimeSpan delay);

    [LoggerMessage(1003, LogLevel.Warning,
        "{Connection}: the platform says there were too many calls ('{Purpose}'); all its calls wait {Delay}. "
        + "If this is frequent, lower the connection's share")]
    public static partial void LimitedByPlatform(ILogger logger, string connection, string purpose, TimeSpan delay);

    [LoggerMessage(1004, LogLevel.Debug, "{Connection}: the budget of {Family} calls is spent; waiting {Delay}")]
    public static partial void WaitingForBudget(ILogger logger, string connection, string family, TimeSpan delay);

    [LoggerMessage(1100, LogLevel.Information, "{Connection}: run {Run} started by {StartedBy}")]
    public static partial void RunStarted(ILogger logger, string connection, Guid run, string startedBy);

    [LoggerMessage(1101, LogLevel.Information,
        "{Connection}: run {Run} ended as {State}: {Read} records read, {Applied} applied, {Written} written, {Unmatched} left "
        + "alone because they belong to nothing in the hub, {DeadLetters} dead letters, {Calls} calls")]
    public static partial void RunEnded(
        ILogger logger, string connection, Guid run, SyncRunState state, int read, int applied, int written, int unmatched,
        int deadLetters, int calls);

    [LoggerMessage(1102, LogLevel.Warning, "{Connection}: run {Run} failed: {Failure}")]
    public static partial void RunFailed(ILogger logger, string connection, Guid run, string failure);

    [LoggerMessage(1103, LogLevel.Error, "{Connection}: run {Run} asks for a pause: {Reason}")]
    public static partial void ToBePaused(ILogger logger, string connection, Guid run, string reason);

    [LoggerMessage(1104, LogLevel.Error, "{Connection}: run {Run} broke off inside the hub")]
    public static partial void RunBroke(ILogger logger, Exception exception, string connection, Guid run);
}
