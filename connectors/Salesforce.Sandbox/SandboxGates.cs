using System.Diagnostics.CodeAnalysis;
using Onboarding.Connectors.Salesforce.Sandbox.Limits;
using Onboarding.Connectors.Salesforce.Sandbox.Rest;
using Onboarding.Connectors.Salesforce.Sandbox.SignIn;

namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>What a call has to pass before it reaches a route: a live session, then the daily allocation.</summary>
internal sealed class SandboxGates(Sessions sessions, DailyAllocation allocation)
{
    public string Usage => $"api-usage={allocation.Used}/{allocation.Max}";

    public static RestAnswer SessionEnded { get; } =
        RestAnswer.Refused(401, "INVALID_SESSION_ID", "Session expired or invalid");

    public bool TrySession(string? authorization, [NotNullWhen(true)] out string? userId)
    {
        userId = null;
        return Token(authorization) is { } token && sessions.TryUse(token, out userId);
    }

    public void EndSession(string? authorization)
    {
        if (Token(authorization) is { } token)
        {
            sessions.Close(token);
        }
    }

    /// <summary>Charges the call; null when there was room, else the refusal.</summary>
    public RestAnswer? Charge() => allocation.TrySpend(1)
        ? null
        : RestAnswer.Refused(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");

    private static string? Token(string? authorization) => authorization?.Split(' ', 2) is [var scheme, var token]
        && (string.Equals(scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
            || string.Equals(scheme, "OAuth", StringComparison.OrdinalIgnoreCase))
        ? token.Trim()
        : null;
}
