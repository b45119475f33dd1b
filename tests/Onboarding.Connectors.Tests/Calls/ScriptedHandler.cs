using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Onboarding.Connectors.Tests.Calls;

/// <summary>
/// Answers sign-ins with tokens in a row ("token-1", "token-2") and every other call with the next scripted answer; the
/// last one is given again for ever.
/// </summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = new();
    private int _signIns;

    public int SignIns => _signIns;

    /// <summary>Calls other than sign-ins: method, address and credential.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Answers a sign-in in another way than with a token.</summary>
    public Func<int, Task<HttpResponseMessage>>? SignIn { get; set; }

    public ScriptedHandler Then(HttpStatusCode status, string content = "{}", params (string Name, string Value)[] headers) =>
        Then(_ => Task.FromResult(Answer(status, content, headers)));

    public ScriptedHandler Then(Exception fault) => Then(_ => throw fault);

    public ScriptedHandler Then(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public static HttpResponseMessage Answer(
        HttpStatusCode status, string content, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage(status)
        {
            Content = new StringContent(content, Encoding.UTF8, "application/json"),
        };
        foreach ((string name, string value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath == "/token")
        {
            int number = Interlocked.Increment(ref _signIns);
            return SignIn is { } scripted
                ? await scripted(number)
                : Answer(HttpStatusCode.OK, $$"""{"token":"token-{{number}}"}""");
        }

        Calls.Enqueue($"{request.Method} {request.RequestUri} {request.Headers.GetValues("X-Key").Single()}");
        Func<CancellationToken, Task<HttpResponseMessage>>? answer;
        bool any = _answers.Count > 1 ? _answers.TryDequeue(out answer) : _answers.TryPeek(out answer);
        return any ? await answer!(cancellationToken) : Answer(HttpStatusCode.OK, "{}");
    }
}
