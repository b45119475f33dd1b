using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Access keys and machine-to-machine tokens ("Generate REST API Key"). A key and a bearer token are never sent
/// together.
/// </summary>
internal sealed class SignIn(GainsightSandboxOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);
    private string _accessKey = options.AccessKey;
    private long _issued;

    public void ChangeAccessKey(string accessKey)
    {
        lock (_lock)
        {
            _accessKey = accessKey;
        }
    }

    public void RevokeTokens()
    {
        lock (_lock)
        {
            _tokens.Clear();
        }
    }

    /// <summary>Null when the call may go on.</summary>
    public Reply? Refuse(HttpRequest request)
    {
        var bearer = request.Headers.Authorization.ToString();
        var key = request.Headers["accesskey"].ToString();
        lock (_lock)
        {
            var known = (key.Length > 0, bearer.Length > 0) switch
            {
                (true, false) => key == _accessKey,
                (false, true) => bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                    && _tokens.TryGetValue(bearer["Bearer ".Length..], out var expires) && time.GetUtcNow() < expires,
                _ => false,
            };
            return known ? null : Unauthorized();
        }
    }

    /// <summary>
    /// Answers the token call; the token lies outside the usual envelope, as RFC 6749 section 5.1 has it.
    /// </summary>
    public async Task<Reply> IssueAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var pair = Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}");
        if (request.Headers.Authorization.ToString() != "Basic " + Convert.ToBase64String(pair))
        {
            return Unauthorized();
        }

        var form = request.HasFormContentType ? await request.ReadFormAsync(cancellationToken) : FormCollection.Empty;
        if (form["grant_type"] != "client_credentials")
        {
            return Reply.Refused(400, ErrorCodes.BadAuthorizationHeaders, "grant_type must be client_credentials.");
        }

        lock (_lock)
        {
            var token = SeededNumbers.Uuid(options.Seed, ++_issued, salt: 51);
            _tokens[token] = time.GetUtcNow() + options.TokenLifetime;
            return new(200, new JsonObject
            {
                ["access_token"] = token,
                ["token_type"] = "Bearer",
                ["expires_in"] = (long)options.TokenLifetime.TotalSeconds,
            });
        }
    }

    // "Data Management APIs", sample failure response of the dropdown call; the second form is of "Error Codes for
    // Company, Relationship, and Custom Object APIs".
    private Reply Unauthorized()
    {
        if (options.Variants.BadCredential is GainsightVariants.BadCredentialForm.Headers400)
        {
            return Reply.Refused(400, ErrorCodes.BadAuthorizationHeaders, "Invalid authorization headers");
        }

        var reply = Reply.Refused(401, ErrorCodes.Unauthorized, "Unauthorized");
        reply.Envelope["message"] = "Unauthorized";
        return reply;
    }
}
