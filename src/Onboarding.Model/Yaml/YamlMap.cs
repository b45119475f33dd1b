namespace Onboarding.Model.Yaml;

/// <summary>A map while it is being read. The keys asked for are the keys it may have.</summary>
public sealed class YamlMap
{
    private readonly List<string> _asked = [];
    private readonly IReadOnlyList<YamlPair> _pairs;

    internal YamlMap(YamlNode node, IReadOnlyList<YamlPair> pairs)
    {
        Node = node;
        _pairs = pairs;
    }

    /// <summary>The node that the map is, for faults that concern more than one key.</summary>
    public YamlNode Node { get; }

    /// <summary>The value of a key that may be left out; null when it is.</summary>
    public YamlNode? Optional(string key)
    {
        _asked.Add(key);
        return _pairs.FirstOrDefault(pair => pair.Key == key)?.Value;
    }

    /// <summary>The value of a key that must be there; null, with a fault noted, when it is not.</summary>
    public YamlNode? Required(string key)
    {
        YamlNode? value = Optional(key);
        if (value is null)
        {
            Node.FaultAtKey($"'{key}' is missing");
        }

        return value;
    }

    internal void RefuseTheRest(FileFaults faults)
    {
        foreach (YamlPair pair in _pairs.Where(pair => !_asked.Contains(pair.Key)))
        {
            faults.Add(pair.Line, pair.Column, Node.Placed(
                $"'{FileFaults.Shown(pair.Key)}' is no key here; known are {string.Join(", ", _asked)}"));
        }
    }
}
