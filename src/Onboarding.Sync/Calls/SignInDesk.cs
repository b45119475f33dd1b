using System.Text.Json;

using Microsoft.Extensions.Logging;

using Onboarding.Connectors;
using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Model.Ids;

namespace Onboarding.Sync.Calls;

/// <summary>
/// Keeps the session of one connection. Callers share one sign-in at a time: many at once can revoke each other's
/// sessions, and the token endpoint has limits of its own (failure K8).
/// </summary>
internal sealed class SignInDesk(
    ConnectionId connection, Platform platform, HttpExchange exchange, CallLoop loop, TimeProvider clock, ILogger logger)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private PlatformSession? _session;
    private Refusal? _lastRefusal;

    /// <summary>Whether the platform has a sign-in; where it has none, a refused credential stays refused.</summary>
    public bool SignsIn => platform.SignIn(clock.GetUtcNow()) is not null;

    /// <summary>The session, signing in when there is none.</summary>
    /// <exception cref="ConnectorException">Sign-in failed; those who waited for it get the same failure and try no second one.</exception>
    public async Task<PlatformSession> SessionAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _session) is { } known)
        {
            return known;
        }

        Refusal? before = Volatile.Read(ref _lastRefusal);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_session is { } made)
            {
                return made;
            }

            if (_lastRefusal is { } refusal && refusal != before)
            {
                throw new ConnectorException(refusal.Failure);
            }

            _session = await SignInAsync(priority, cancellationToken);
            SyncLog.SignedIn(logger, connection.Value, _session.Address.Host);
            return _session;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Forgets a session that the platform does not accept any more; a newer one stays.</summary>
    public void Forget(PlatformSession refused) => Interlocked.CompareExchange(ref _session, null, refused);

    public void Dispose() => _turn.Dispose();

    private async Task<PlatformSession> SignInAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        if (platform.SignIn(clock.GetUtcNow()) is not { } first)
        {
            return platform.FixedSession;
        }

        PlatformSession? session = null;
        CallAttempt attempt = await loop.RunAsync(
            first,
            priority,
            async token =>
            {
                // Made anew for each attempt: a signed assertion is good for minutes only.
                PlatformRequest request = platform.SignIn(clock.GetUtcNow()) ?? first;
                CallAttempt sent = await exchange.SendAsync(request, platform.BaseAddress, token);
                return sent.Response is null ? sent : Read(sent.Response, out session);
            },
            cancellationToken);
        if (attempt.Failure is { } failure)
        {
            Volatile.Write(ref _lastRefusal, new Refusal(failure));
            throw new ConnectorException(failure);
        }

        return session!;
    }

    private CallAttempt Read(PlatformResponse response, out PlatformSession? session)
    {
        try
        {
            session = platform.ReadSignIn(response);
            return CallAttempt.Answered(response, null);
        }
        catch (ConnectorException e)
        {
            session = null;
            return CallAttempt.Answered(response, e.Failure);
        }
        catch (JsonException)
        {
            session = null;
            return CallAttempt.Answered(response, new Failure(
                FailureKind.Transient,
                $"The answer to the sign-in (HTTP {response.StatusCode}) is not what the platform answers. Try again later."));
        }
    }

    /// <summary>A failed sign-in; compared by identity, so that a waiter can tell whether it failed while it waited.</summary>
    private sealed class Refusal(Failure failure)
    {
        public Failure Failure { get; } = failure;
    }
}
