using System.Globalization;

using Onboarding.Hub.Api.Requests;

namespace Onboarding.Hub.Api;

/// <summary>A resource as it is held: its name, state and version.</summary>
internal sealed record Held<TState>(ResourceName Name, TState State, int Version)
{
    public string Etag => EtagOf(Version);

    public static string EtagOf(int version) => version.ToString(CultureInfo.InvariantCulture);
}
