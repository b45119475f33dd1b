namespace Onboarding.Model.Yaml;

/// <summary>The keys that lead to a node. Put together only when a message needs it.</summary>
internal sealed record YamlPath(YamlPath? Parent, string Name)
{
    public override string ToString()
    {
        string name = FileFaults.Shown(Name);
        return Parent is null || name.StartsWith('[') ? $"{Parent}{name}" : $"{Parent}.{name}";
    }
}
