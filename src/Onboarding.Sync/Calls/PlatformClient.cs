using System.Text.Json;

using Microsoft.Extensions.Logging;

using Onboarding.Connectors;
using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;

namespace Onboarding.Sync.Calls;

/// <summary>
/// Speaks to the platform of one connection: signs in, authorizes, spends from the budget, sends, and acts on failures
/// by <see cref="FailurePolicy"/>. One instance per connection and process; safe for several threads.
/// </summary>
public sealed class PlatformClient : IDisposable
{
    /// <summary>
    /// How often one call signs in anew. Once is enough when a session has ended; the second time is for a platform that
    /// loses the new one as well before it is used. More than that is a credential that an operator must look at.
    /// </summary>
    private const int SignInsAnewMax = 2;

    private readonly Platform _platform;
    private readonly CallBudget _budget;
    private readonly CallMeter _meter;
    private readonly ILogger _logger;
    private readonly HttpExchange _exchange;
    private readonly CallLoop _loop;
    private readonly SignInDesk _desk;

    /// <summary>Makes no call; the first one signs in.</summary>
    /// <param name="platform">The connection's platform.</param>
    /// <param name="handler">Shared by clients and not disposed of with this one; see <see cref="PlatformHandler"/>.</param>
    /// <param name="budget">The connection's budget.</param>
    /// <param name="meter">The connection's meter.</param>
    /// <param name="settings">Bounds.</param>
    /// <param name="clock">Every deliberate wait is on this clock.</param>
    /// <param name="logger">Takes purposes and durations, never a value.</param>
    public PlatformClient(
        Platform platform, HttpMessageHandler handler, CallBudget budget, CallMeter meter, CallSettings settings,
        TimeProvider clock, ILogger<PlatformClient> logger)
    {
        (_platform, _budget, _meter, _logger) = (platform, budget, meter, logger);
        _exchange = new HttpExchange(handler, settings);
        _loop = new CallLoop(budget, meter, settings, clock, logger);
        _desk = new SignInDesk(meter.Connection, platform, _exchange, _loop, clock, logger);
    }

    /// <summary>Counts the calls made through this client.</summary>
    public CallMeter Meter => _meter;

    /// <summary>Sends a request until there is an answer that can be read.</summary>
    /// <param name="request">The request, without credential.</param>
    /// <param name="priority">Whose part of the budget it spends from.</param>
    /// <param name="cancellationToken">Ends the call, also in the middle of a wait. The platform may have carried it out.</param>
    /// <exception cref="ConnectorException">
    /// What could not be mended here. Transient: retries are spent, or the request may have been carried out and must not
    /// be repeated unseen. RateLimited: RetryAfter says when to come back.
    /// </exception>
    public async Task<PlatformResponse> SendAsync(
        PlatformRequest request, CallPriority priority, CancellationToken cancellationToken)
    {
        PlatformAnswer answer = await AskAsync(request, priority, cancellationToken);
        return answer.Failure is { } failure ? throw new ConnectorException(failure) : answer.Response;
    }

    /// <summary>
    /// The same for a caller that reads failures itself (a batch refused as a whole, a look during set-up): a failure that
    /// came with an answer, and that could not be mended here, is given back with it.
    /// </summary>
    /// <inheritdoc cref="SendAsync" path="/param"/>
    /// <exception cref="ConnectorException">No answer was had: the network, the budget or the sign-in failed.</exception>
    public async Task<PlatformAnswer> AskAsync(
        PlatformRequest request, CallPriority priority, CancellationToken cancellationToken)
    {
        int signedInAnew = 0;
        while (true)
        {
            PlatformSession session = await _desk.SessionAsync(priority, cancellationToken);
            CallAttempt attempt = await _loop.RunAsync(
                request, priority, token => SendOnceAsync(request, session, token), cancellationToken);
            bool signInMayHelp = attempt.Failure is { } failure && signedInAnew < SignInsAnewMax && _desk.SignsIn
                && FailurePolicy.Of(failure.Kind).Call == CallStep.SignInAnew;
            if (!signInMayHelp)
            {
                return attempt.Response is { } response
                    ? new PlatformAnswer(response, attempt.Failure)
                    : throw new ConnectorException(attempt.Failure!);
            }

            SyncLog.SessionRefused(_logger, _meter.Connection.Value, request.Purpose);
            _desk.Forget(session);
            signedInAnew++;
        }
    }

    public void Dispose()
    {
        _desk.Dispose();
        _exchange.Dispose();
    }

    private async Task<CallAttempt> SendOnceAsync(
        PlatformRequest request, PlatformSession session, CancellationToken cancellationToken)
    {
        CallAttempt sent = await _exchange.SendAsync(
            _platform.Authorize(request, session), session.Address, cancellationToken);
        if (sent.Response is not { } response)
        {
            return sent;
        }

        if (_platform.ReadLimit(response) is { } reading)
        {
            _budget.Correct(reading);
        }

        return CallAttempt.Answered(response, Classify(request, response));
    }

    private Failure? Classify(PlatformRequest request, PlatformResponse response)
    {
        try
        {
            return _platform.Classify(request, response) ?? Redirected(request, response);
        }
        catch (JsonException)
        {
            // What stands between us and the platform answers in forms of its own, in the platform's name.
            return new Failure(
                FailureKind.Transient,
                $"The answer to '{request.Purpose}' (HTTP {response.StatusCode}) is not what the platform answers. Try again later.");
        }
    }

    private static Failure? Redirected(PlatformRequest request, PlatformResponse response) =>
        response.StatusCode is 301 or 302 or 303 or 307 or 308
            ? new Failure(
                FailureKind.Misconfigured,
                $"The answer to '{request.Purpose}' leads to another address (HTTP {response.StatusCode}), which is not "
                    + "followed. Correct the address of the connection.")
            : null;
}
