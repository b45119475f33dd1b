using System.Net;

namespace Onboarding.Sync.Calls;

/// <summary>Makes the connection pool that every <see cref="PlatformClient"/> of a process sends through.</summary>
public static class PlatformHandler
{
    // A pooled connection outlives a change of the platform's address in the name service by at most this.
    private static readonly TimeSpan s_connectionLife = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_connectTimeMax = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A pool that follows no redirect (it would carry the credential to wherever the answer points) and keeps no
    /// cookie (it is shared by connections of different companies).
    /// </summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = s_connectionLife,
        ConnectTimeout = s_connectTimeMax,
    };
}
