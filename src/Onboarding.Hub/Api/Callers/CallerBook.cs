using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;

using Grpc.Core;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Onboarding.Hub.Api.Failures;

namespace Onboarding.Hub.Api.Callers;

/// <summary>
/// Who the callers are. With no token configured only the machine itself is served; a call that came through a proxy
/// does not count as such.
/// </summary>
internal sealed class CallerBook
{
    private const string Scheme = "Bearer ";
    private static readonly Caller s_local = new("local", null, CallerRole.Operator);

    private readonly ImmutableDictionary<string, Caller> _byHash;

    public CallerBook(IOptions<ApiSettings> settings, ILogger<CallerBook> logger)
    {
        _byHash = settings.Value.Tokens.Values.ToImmutableDictionary(
            token => token.Sha256.ToLowerInvariant(),
            token => new Caller(
                token.Actor,
                token.Workspaces.Contains(TokenSettings.AllWorkspaces, StringComparer.Ordinal)
                    ? null
                    : [.. token.Workspaces],
                token.Role),
            StringComparer.Ordinal);
        if (_byHash.IsEmpty)
        {
            logger.ServingLoopbackOnly($"{ApiSettings.Section}:Tokens");
        }
    }

    /// <exception cref="RefusedException">The call carries no token that is known.</exception>
    public Caller Identify(ServerCallContext context, HttpContext http)
    {
        if (_byHash.IsEmpty)
        {
            return IsLocal(http) ? s_local : throw Refuse.CallerUnknown(
                "No token is configured, so only calls from the hub's own machine are served. Configure Api:Tokens.");
        }

        // Looked up by hash: how long it takes tells nothing about a token.
        string header = context.RequestHeaders.GetValue("authorization") ?? "";
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && _byHash.GetValueOrDefault(Hash(header[Scheme.Length..].Trim())) is { } caller
                ? caller
                : throw Refuse.CallerUnknown(
                    "The call carries no bearer token that the hub knows. Send one in the header 'authorization'.");
    }

    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("x-forwarded-for") && !http.Request.Headers.ContainsKey("forwarded");

    private static string Hash(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
