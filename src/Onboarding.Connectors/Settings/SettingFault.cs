namespace Onboarding.Connectors.Settings;

/// <summary>What is wrong with one setting.</summary>
/// <param name="Name">Key of the setting.</param>
/// <param name="Problem">What is wrong, without the value.</param>
/// <param name="Remedy">What to do.</param>
public sealed record SettingFault(string Name, string Problem, string Remedy)
{
    public override string ToString() => $"{Name}: {Problem}. {Remedy}";
}
