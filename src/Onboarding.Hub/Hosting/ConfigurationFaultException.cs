using System.Collections.Immutable;

namespace Onboarding.Hub.Hosting;

/// <summary>The hub's configuration cannot be used; every fault names its key and the remedy.</summary>
public sealed class ConfigurationFaultException(ImmutableArray<string> faults)
    : Exception($"The configuration cannot be used:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", faults)}")
{
    public ImmutableArray<string> Faults { get; } = faults;
}
