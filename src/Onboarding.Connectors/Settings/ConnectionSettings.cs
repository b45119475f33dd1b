using System.Collections.Immutable;

namespace Onboarding.Connectors.Settings;

/// <summary>
/// The settings of one connection, checked against their definitions: nothing required is missing, nothing unknown is
/// there, and defaults are filled in.
/// </summary>
public sealed class ConnectionSettings
{
    private readonly ImmutableDictionary<string, string> _values;

    private ConnectionSettings(ImmutableDictionary<string, string> values) => _values = values;

    /// <summary>Checks the values as configured.</summary>
    /// <exception cref="SettingsException">Something required is missing or something unknown is there.</exception>
    public static ConnectionSettings Check(
        ImmutableArray<SettingDefinition> definitions, IReadOnlyDictionary<string, string?> configured)
    {
        var faults = ImmutableArray.CreateBuilder<SettingFault>();
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string? value) in configured)
        {
            if (definitions.Any(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                values[name] = value ?? "";
            }
            else
            {
                string known = string.Join(", ", definitions.Select(definition => definition.Name));
                faults.Add(new SettingFault(name, "is no setting of this connector", $"Remove it; known are {known}."));
            }
        }

        foreach (SettingDefinition definition in definitions)
        {
            if (!string.IsNullOrWhiteSpace(values.GetValueOrDefault(definition.Name)))
            {
                continue;
            }

            values.Remove(definition.Name);
            if (definition.Default is { } preset)
            {
                values[definition.Name] = preset;
            }
            else if (!definition.Optional)
            {
                faults.Add(new SettingFault(definition.Name, "is missing", $"Set it: {definition.Meaning}"));
            }
        }

        return faults.Count > 0 ? throw new SettingsException(faults.ToImmutable()) : new ConnectionSettings(values.ToImmutable());
    }

    /// <summary>A setting that is required or has a default.</summary>
    public string Text(string name) => _values[name];

    /// <summary>A setting that may be left out; null when it is.</summary>
    public string? OptionalText(string name) => _values.GetValueOrDefault(name);

    public Secret Secret(string name) => new(_values[name]);

    /// <summary>An absolute http or https address without a trailing slash.</summary>
    /// <exception cref="SettingsException">It is none.</exception>
    public Uri Address(string name) =>
        Uri.TryCreate(_values[name].TrimEnd('/'), UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new SettingsException(name, "is no address that can be used",
                "Give an absolute https address (http is taken for loopback only).");

    // Values can be secrets.
    public override string ToString() => $"{_values.Count} settings";
}
