namespace Onboarding.Connectors.Settings;

/// <summary>A value that must not be seen. It shows itself as "***" wherever it is printed.</summary>
public readonly struct Secret(string value)
{
    /// <summary>The value itself. Called only where a request is made.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
