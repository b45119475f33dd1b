using System.Security.Cryptography;
using System.Text;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

using Onboarding.Hub.Hosting;
using Onboarding.Model.Ids;

namespace Onboarding.Hub.Hooks;

/// <summary>
/// Takes the webhooks of platforms: POST /hooks/{workspace}/{connection} with the connection's secret as bearer token.
/// A webhook is a hint and nothing more, so its body, which may be anything, is not read.
/// </summary>
internal static class HookEndpoint
{
    private const string Scheme = "Bearer ";
    private static readonly byte[] s_noHash = new byte[SHA256.HashSizeInBytes];

    public static void MapHooks(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/hooks/{workspace}/{connection}", Take);

    // A connection that is not there, one that takes no webhooks and a wrong secret are answered alike.
    private static IResult Take(string workspace, string connection, HttpRequest request, ConnectionBook book, HookReads reads)
    {
        BookedConnection? booked = book.Find(new WorkspaceId(workspace), new ConnectionId(connection));
        byte[] expected = booked?.Configured.HookSha256 is { } hash ? Convert.FromHexString(hash) : s_noHash;
        string header = request.Headers.Authorization.ToString();
        string secret = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
        if (!CryptographicOperations.FixedTimeEquals(expected, SHA256.HashData(Encoding.UTF8.GetBytes(secret))))
        {
            return Results.Unauthorized();
        }

        reads.Hint(booked!.Workspace, booked.Sync.Id);
        return Results.Accepted();
    }
}
