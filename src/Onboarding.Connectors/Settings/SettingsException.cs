using System.Collections.Immutable;

namespace Onboarding.Connectors.Settings;

/// <summary>The settings of a connection cannot be used; every fault is named with its remedy.</summary>
public sealed class SettingsException(ImmutableArray<SettingFault> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    public SettingsException(string name, string problem, string remedy)
        : this([new SettingFault(name, problem, remedy)])
    {
    }

    public ImmutableArray<SettingFault> Faults { get; } = faults;
}
