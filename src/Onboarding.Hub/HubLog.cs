using Microsoft.Extensions.Logging;

using Onboarding.Model.Journal;

namespace Onboarding.Hub;

/// <summary>Everything that the hub itself logs. An event id outlives its wording: 3000 API, 3200 followers, 3300 schedules, 3400 start.</summary>
internal static partial class HubLog
{
    [LoggerMessage(3200, LogLevel.Warning, "What {Cause} asks for was refused ({Reason}): {Message}")]
    public static partial void ReactionRefused(this ILogger log, string cause, RefusalReason reason, string message);

    [LoggerMessage(3300, LogLevel.Error, "The timer of {Stream} in workspace {Workspace} failed; it is tried again when its lease ends.")]
    public static partial void TimerFailed(this ILogger log, string workspace, string stream, Exception failure);
}
