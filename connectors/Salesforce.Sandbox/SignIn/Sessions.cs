using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Connectors.Salesforce.Sandbox.SignIn;

/// <summary>
/// The sessions that tokens stand for. A session ends when it rests too long, when its token is revoked or when an
/// administrator ends it; nothing in the token says when. The world's lock guards it.
/// </summary>
internal sealed class Sessions(TimeProvider clock, TimeSpan timeout, string organizationId, int seed)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

    private readonly Dictionary<string, (string UserId, DateTimeOffset UsedAt)> _byToken = new(StringComparer.Ordinal);
    private readonly Random _random = new(seed);

    public string Open(string userId)
    {
        var secret = string.Concat(Enumerable.Range(0, 86).Select(_ => Letters[_random.Next(Letters.Length)]));
        var token = $"{organizationId[..15]}!AQ{secret}";
        _byToken.Add(token, (userId, clock.GetUtcNow()));
        return token;
    }

    public bool TryUse(string token, [NotNullWhen(true)] out string? userId)
    {
        userId = null;
        if (!_byToken.TryGetValue(token, out var session) || clock.GetUtcNow() - session.UsedAt > timeout)
        {
            _byToken.Remove(token);
            return false;
        }

        _byToken[token] = (session.UserId, clock.GetUtcNow());
        userId = session.UserId;
        return true;
    }

    public bool Close(string token) => _byToken.Remove(token);

    public void CloseAll() => _byToken.Clear();
}
