using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;

using Onboarding.Model.Deliveries;

namespace Onboarding.Hub.Deliveries;

/// <summary>
/// Sends a signed message once, in the form of Standard Webhooks (spec 1.0.0), and says what came of it in words that
/// hold no address, header or secret. Follows no redirect: it would carry what was signed for one receiver to another.
/// </summary>
public sealed class DeliveryClient : IDisposable
{
    // A shorter part of a path is a word, such as "hooks".
    private const int HiddenLengthMin = 8;

    private static readonly TimeSpan s_connectionLife = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    public DeliveryClient(TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = s_connectionLife,
        })
        {
            // Each attempt has the time of its endpoint.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends it once.</summary>
    /// <param name="endpoint">To whom.</param>
    /// <param name="id">The message's id, the same in every attempt.</param>
    /// <param name="body">The message's body, the same in every attempt.</param>
    /// <param name="cancellationToken">Ends the attempt; the receiver may have taken it.</param>
    public async Task<DeliveryAttempt> SendAsync(
        SystemEndpoint endpoint, string id, ImmutableArray<byte> body, CancellationToken cancellationToken)
    {
        DateTimeOffset at = _clock.GetUtcNow();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(endpoint.Timeout);
        DeliveryAttempt attempt;
        try
        {
            using HttpRequestMessage request = RequestOf(endpoint, id, body, at);
            using HttpResponseMessage response =
                await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
            attempt = await AnsweredAsync(response, text => Hide(text, endpoint, request), at, time.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            attempt = Lost(at, AttemptOutcome.TimedOut);
        }
        catch (HttpRequestException failure)
        {
            attempt = Lost(
                at, IsConnection(failure.HttpRequestError) ? AttemptOutcome.Unreachable : AttemptOutcome.BrokenOff);
        }

        return attempt with { Took = _clock.GetUtcNow() - at };
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage RequestOf(
        SystemEndpoint endpoint, string id, ImmutableArray<byte> body, DateTimeOffset at)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new ByteArrayContent([.. body]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("OnboardingHub", "1.0"));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", WebhookSecret.TimestampOf(at));
        request.Headers.Add(
            "webhook-signature",
            string.Join(' ', endpoint.Secrets.Select(secret => secret.Sign(id, at, body.AsSpan()))));
        return request;
    }

    private async Task<DeliveryAttempt> AnsweredAsync(
        HttpResponseMessage response, Func<string, string> hide, DateTimeOffset at, CancellationToken cancellationToken)
    {
        DeliveryAnswer answer = await DeliveryAnswer.ReadAsync(response, hide, cancellationToken);
        AttemptOutcome outcome = OutcomeOf(response.StatusCode);
        return new DeliveryAttempt
        {
            At = at,
            Took = TimeSpan.Zero,
            Outcome = outcome,
            StatusCode = (int)response.StatusCode,
            Excerpt = answer.Excerpt,
            RetryAfter = outcome == AttemptOutcome.Unavailable ? RetryAfterOf(response) : null,
            Reference = outcome == AttemptOutcome.Accepted ? answer.Reference : null,
        };
    }

    // A receiver that says what it was sent must not carry an address that is a credential, or a signature, into the log.
    private static string Hide(string text, SystemEndpoint endpoint, HttpRequestMessage request) =>
        endpoint.Url.Segments.Select(segment => segment.Trim('/')).Where(segment => segment.Length >= HiddenLengthMin)
            .Concat([endpoint.Url.Query.TrimStart('?'), endpoint.Url.Authority])
            .Concat(request.Headers.GetValues("webhook-signature").SelectMany(value => value.Split(' ')))
            .Where(secret => secret.Length > 0)
            .OrderByDescending(secret => secret.Length)
            .Aggregate(text, (told, secret) => told.Replace(secret, "***", StringComparison.OrdinalIgnoreCase));

    // What may pass by itself is tried again; everything else means the same the next time.
    private static AttemptOutcome OutcomeOf(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => AttemptOutcome.Accepted,
        HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or HttpStatusCode.TooManyRequests
            or >= HttpStatusCode.InternalServerError => AttemptOutcome.Unavailable,
        _ => AttemptOutcome.Refused,
    };

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _clock.GetUtcNow() => date - _clock.GetUtcNow(),
        _ => null,
    };

    private static bool IsConnection(HttpRequestError error) => error is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    private static DeliveryAttempt Lost(DateTimeOffset at, AttemptOutcome outcome) => new()
    {
        At = at,
        Took = TimeSpan.Zero,
        Outcome = outcome,
    };
}
