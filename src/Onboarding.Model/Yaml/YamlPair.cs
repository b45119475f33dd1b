namespace Onboarding.Model.Yaml;

/// <summary>A key of a map with its value and the place of the key.</summary>
public sealed record YamlPair(string Key, YamlNode Value, int Line, int Column);
