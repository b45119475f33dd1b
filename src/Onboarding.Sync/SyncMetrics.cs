using System.Diagnostics.Metrics;

using Onboarding.Model.Ids;

namespace Onboarding.Sync;

/// <summary>The figures that Sync gives to whoever measures the process; all names are in this file.</summary>
public sealed class SyncMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Onboarding.Sync";

    /// <summary>Calls made to platforms, by <see cref="ConnectionTag"/> and <see cref="PurposeTag"/>.</summary>
    public const string CallsName = "hub.platform.calls";

    /// <summary>The connection.</summary>
    public const string ConnectionTag = "hub.connection";

    /// <summary>What the call was for, such as "read accounts".</summary>
    public const string PurposeTag = "hub.purpose";

    private readonly Counter<long> _calls;

    public SyncMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _calls = meter.CreateCounter<long>(CallsName, "{call}", "Calls made to platforms, sign-in and repeats included.");
    }

    internal void CallMade(ConnectionId connection, string purpose) => _calls.Add(
        1,
        new KeyValuePair<string, object?>(ConnectionTag, connection.Value),
        new KeyValuePair<string, object?>(PurposeTag, purpose));
}
