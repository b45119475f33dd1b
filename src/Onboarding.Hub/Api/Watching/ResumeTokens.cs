using System.Globalization;
using System.Text;

using Grpc.Core;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;

namespace Onboarding.Hub.Api.Watching;

/// <summary>The place of a watch as its callers keep it, bound to what is watched.</summary>
internal sealed class ResumeTokens(ResourceName watched, ServerCallContext context)
{
    private readonly byte[] _asked = Encoding.UTF8.GetBytes($"{context.Method}\n{watched}");

    public string Write(string place) => OpaqueToken.Write(_asked, place);

    public string Write(long place) => Write(place.ToString(CultureInfo.InvariantCulture));

    /// <summary>The place; null when the watch begins now.</summary>
    /// <exception cref="RefusedException">The token is none of this watch's.</exception>
    public string? Read(string token) => token.Length == 0
        ? null
        : OpaqueToken.Read(_asked, token, 1)?[0] ?? throw Refuse.ResumeToken();

    /// <summary>The place as a number.</summary>
    public long? ReadNumber(string token) =>
        Read(token) is { } place ? long.Parse(place, CultureInfo.InvariantCulture) : null;
}
