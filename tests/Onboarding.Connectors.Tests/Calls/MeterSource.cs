using System.Diagnostics.Metrics;

namespace Onboarding.Connectors.Tests.Calls;

/// <summary>Makes meters that nobody listens to.</summary>
internal sealed class MeterSource : IMeterFactory
{
    private readonly List<Meter> _made = [];

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _made.Add(meter);
        return meter;
    }

    public void Dispose() => _made.ForEach(meter => meter.Dispose());
}
