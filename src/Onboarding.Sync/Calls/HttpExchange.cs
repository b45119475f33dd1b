using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;

namespace Onboarding.Sync.Calls;

/// <summary>
/// Sends one request and reads its answer whole. What goes wrong on the way is a failure without the text of the
/// underlying one, which can quote addresses, headers and content.
/// </summary>
internal sealed class HttpExchange : IDisposable
{
    private readonly HttpClient _client;
    private readonly CallSettings _settings;

    public HttpExchange(HttpMessageHandler handler, CallSettings settings)
    {
        _settings = settings;
        _client = new HttpClient(handler, disposeHandler: false)
        {
            // The one bound on the system's clock: it guards a socket. The buffer makes it cover the content as well.
            Timeout = settings.AttemptTimeMax,
            MaxResponseContentBufferSize = settings.ResponseBytesMax,
        };
    }

    /// <summary>Sends a request whose path is relative to the root, or lies at the root's host.</summary>
    /// <exception cref="ConnectorException">Misconfigured: the request must not be sent as it is.</exception>
    public async Task<CallAttempt> SendAsync(PlatformRequest request, Uri root, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = MessageOf(request, root);
        try
        {
            using HttpResponseMessage answer =
                await _client.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellationToken);
            return await ReadAsync(request, answer, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            return LostTo(request, root, e);
        }
        catch (IOException)
        {
            return Lost(request, root, "the answer was cut off");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Lost(request, root, $"no whole answer came within {_settings.AttemptTimeMax.TotalSeconds:0.#} s");
        }
    }

    public void Dispose() => _client.Dispose();

    private static async Task<CallAttempt> ReadAsync(
        PlatformRequest request, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        long? announced = answer.Content.Headers.ContentLength;
        byte[] content = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        int status = (int)answer.StatusCode;
        var response = new PlatformResponse
        {
            StatusCode = status,
            Headers = HeadersOf(answer),
            Content = content,
        };
        string? torn = (request.Method != HttpMethod.Head && announced > content.Length)
            || (status is >= 200 and < 300 && content.Length > 0 && IsTornJson(answer.Content.Headers.ContentType, content))
                ? "was torn"
                : status == 200 && request.Method == HttpMethod.Get && content.Length == 0 ? "was empty" : null;
        return torn is null
            ? CallAttempt.Answered(response, null)
            : CallAttempt.Lost(new Failure(
                FailureKind.Transient, $"The answer to '{request.Purpose}' (HTTP {status}) {torn}. Try again later."));
    }

    // A page that ends in the middle can still be cut between two records by a lenient reader, and taken for the whole.
    private static bool IsTornJson(MediaTypeHeaderValue? type, byte[] content)
    {
        bool isJson = type?.MediaType is { } name
            && (name.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
        if (!isJson)
        {
            return false;
        }

        ReadOnlySpan<byte> text = content;
        var reader = new Utf8JsonReader(text.StartsWith("\uFEFF"u8) ? text[3..] : text);
        try
        {
            while (reader.Read())
            {
            }

            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static ImmutableDictionary<string, string> HeadersOf(HttpResponseMessage answer)
    {
        var headers = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, HeaderStringValues values) in answer.Headers.NonValidated)
        {
            headers[name] = string.Join(", ", values);
        }

        foreach ((string name, HeaderStringValues values) in answer.Content.Headers.NonValidated)
        {
            headers[name] = string.Join(", ", values);
        }

        return headers.ToImmutable();
    }

    private static HttpRequestMessage MessageOf(PlatformRequest request, Uri root)
    {
        var message = new HttpRequestMessage(request.Method, AddressOf(request, root));
        if (request.Content is { } content)
        {
            message.Content = new ByteArrayContent(content);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", Clean(request, "Content-Type", request.ContentType));
        }

        foreach ((string name, string value) in request.Headers)
        {
            string clean = Clean(request, name, value);
            if (!message.Headers.TryAddWithoutValidation(name, clean)
                && message.Content?.Headers.TryAddWithoutValidation(name, clean) is not true)
            {
                throw Unsendable(request, "has a header that HTTP does not know");
            }
        }

        return message;
    }

    /// <summary>The address, which must lie at the root's own: a page mark from a hostile answer must not take the token away.</summary>
    private static Uri AddressOf(PlatformRequest request, Uri root)
    {
        bool isAbsolute = request.Path.Contains("://", StringComparison.Ordinal)
            && Uri.TryCreate(request.Path, UriKind.Absolute, out Uri? absolute) && !absolute.IsFile;
        string text = isAbsolute ? request.Path : $"{root.AbsoluteUri.TrimEnd('/')}/{request.Path.TrimStart('/')}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address))
        {
            throw Unsendable(request, "has no address that can be used");
        }

        bool isOwn = address.Scheme == root.Scheme && address.Port == root.Port && address.UserInfo.Length == 0
            && string.Equals(address.IdnHost, root.IdnHost, StringComparison.OrdinalIgnoreCase);
        return isOwn ? address : throw Unsendable(request, $"leads away from {root.Host}");
    }

    private static string Clean(PlatformRequest request, string name, string value) =>
        name.Concat(value).All(c => c is >= ' ' and <= '~' or '\t')
            ? value
            : throw Unsendable(request, "has a header with a line break or a character outside ASCII; look at the "
                + "connection's credential, which may have been pasted with one");

    private static ConnectorException Unsendable(PlatformRequest request, string why) =>
        new(FailureKind.Misconfigured, $"'{request.Purpose}' {why}. It was not sent.");

    private CallAttempt LostTo(PlatformRequest request, Uri root, HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.ConfigurationLimitExceeded => CallAttempt.Lost(new Failure(
            FailureKind.Misconfigured,
            $"The answer to '{request.Purpose}' has more than {_settings.ResponseBytesMax} bytes. Ask for smaller pages, or "
                + "raise the bound on answers.")),
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError => Lost(request, root, $"no connection ({e.HttpRequestError})", neverSent: true),
        _ => Lost(request, root, $"the exchange broke off ({e.HttpRequestError})"),
    };

    private static CallAttempt Lost(PlatformRequest request, Uri root, string why, bool neverSent = false) => CallAttempt.Lost(
        new Failure(FailureKind.Transient, $"'{request.Purpose}' at {root.Host}: {why}. Try again later."), neverSent);
}
