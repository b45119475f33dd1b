using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Onboarding.Model.Yaml;

/// <summary>
/// A value in a file with its place. Each question answers null (or an empty list) and notes a fault when the node
/// does not hold what is asked for. A node notes one fault at most, however often it is asked.
/// </summary>
public sealed class YamlNode
{
    /// <summary>Longest text where nothing else is said, in UTF-16 code units.</summary>
    public const int TextMax = 2_000;

    /// <summary>Longest key and name.</summary>
    public const int KeyMax = 60;

    /// <summary>Longest name of another system.</summary>
    public const int NameMax = 255;

    /// <summary>Longest list where nothing else is said.</summary>
    public const int ItemsMax = 100;

    private readonly FileFaults _faults;
    private readonly YamlPath? _path;
    private readonly int _keyLine;
    private readonly int _keyColumn;
    private string? _scalar;
    private bool _isPlain;
    private ImmutableArray<YamlNode> _items;
    private ImmutableArray<YamlPair> _pairs;
    private bool _faulted;

    internal YamlNode(FileFaults faults, YamlPath? path, int line, int column, int keyLine, int keyColumn)
    {
        (_faults, _path, Line, Column, _keyLine, _keyColumn) = (faults, path, line, column, keyLine, keyColumn);
    }

    /// <summary>Line at which the value begins, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Column at which the value begins, counted from 1.</summary>
    public int Column { get; }

    /// <summary>Whether the value is a map, so that a place that takes a text or a map can tell.</summary>
    public bool IsMap => !_pairs.IsDefault;

    /// <summary>Whether the value is a list, so that a place that takes a text or several can tell.</summary>
    public bool IsList => !_items.IsDefault;

    /// <summary>Notes a fault of this value, with the keys that lead to it.</summary>
    public void Fault(string message)
    {
        if (!_faulted)
        {
            _faulted = true;
            _faults.Add(Line, Column, Placed(message));
        }
    }

    /// <summary>Notes a fault at the key of this value: something that it lacks. There may be several.</summary>
    public void FaultAtKey(string message) => _faults.Add(_keyLine, _keyColumn, Placed(message));

    /// <summary>A text of at least one character that is not blank.</summary>
    public string? Text(int lengthMax = TextMax)
    {
        string? text = Scalar("a text");
        if (text is null)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse<string>("a text is missing");
        }

        if (text.Length > lengthMax)
        {
            return Refuse<string>($"the text has {text.Length} characters and may have {lengthMax}");
        }

        return IsClean(text) ? text.Trim() : Refuse<string>("the text has characters that cannot be shown");
    }

    /// <summary>A key: lower-case letters, digits and underscores, beginning with a letter.</summary>
    public string? Key() => Word('_', "underscores");

    /// <summary>
    /// A name as it stands in addresses: lower-case letters, digits and hyphens, beginning with a letter.
    /// </summary>
    public string? Slug() => Word('-', "hyphens");

    /// <summary>One of the known words.</summary>
    /// <param name="known">The words allowed.</param>
    /// <param name="what">What the words are, for the message: "task of this playbook".</param>
    public string? OneOf(IReadOnlyCollection<string> known, string what)
    {
        string? text = Text();
        return text is null || known.Contains(text, StringComparer.Ordinal) ? text : Refuse<string>(
            $"'{FileFaults.Shown(text)}' is no {what}; known are {string.Join(", ", known.Take(ItemsMax))}");
    }

    /// <summary>A member of a closed set, written in lower snake case.</summary>
    public T? Choice<T>()
        where T : struct, Enum
    {
        ImmutableArray<string> words = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
        string? word = Text();
        int at = word is null ? -1 : words.IndexOf(word);
        if (at < 0)
        {
            Fault($"'{FileFaults.Shown(word ?? "")}' is not known; known are {string.Join(", ", words)}");
            return null;
        }

        return Enum.GetValues<T>()[at];
    }

    /// <summary>A whole number within bounds, both included.</summary>
    public int? Whole(int min, int max)
    {
        if (Scalar("a whole number") is not { } text)
        {
            return null;
        }

        if (_isPlain && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= min && number <= max)
        {
            return number;
        }

        Fault($"'{FileFaults.Shown(text)}' is no whole number from {min} to {max}");
        return null;
    }

    /// <summary>A number with a decimal point or without.</summary>
    public decimal? Number()
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (Scalar("a number") is not { } text)
        {
            return null;
        }

        if (_isPlain && decimal.TryParse(text, style, CultureInfo.InvariantCulture, out decimal number))
        {
            return number;
        }

        Fault($"'{FileFaults.Shown(text)}' is no number");
        return null;
    }

    /// <summary>True or false.</summary>
    public bool? Flag()
    {
        switch (Scalar("true or false"))
        {
            case null:
                return null;
            case "true" when _isPlain:
                return true;
            case "false" when _isPlain:
                return false;
            case { } text:
                Fault($"'{FileFaults.Shown(text)}' is neither true nor false");
                return null;
        }
    }

    /// <summary>A day, written 2026-12-24.</summary>
    public DateOnly? Day()
    {
        if (Scalar("a day") is not { } text)
        {
            return null;
        }

        CultureInfo culture = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        Fault($"'{FileFaults.Shown(text)}' is no day; write it like 2026-12-24");
        return null;
    }

    /// <summary>The values of a list.</summary>
    /// <param name="countMax">Longest list; a longer one is a fault and reads as empty.</param>
    public ImmutableArray<YamlNode> Items(int countMax = ItemsMax)
    {
        if (_items.IsDefault)
        {
            Fault($"a list is expected here, not {Kind()}");
            return [];
        }

        return Bounded(_items, countMax);
    }

    /// <summary>The texts of a list, without those that are none; a text that stands twice is a fault.</summary>
    public ImmutableArray<string> Texts(int countMax = ItemsMax) => Distinct(countMax, node => node.Text());

    /// <summary>The keys of a list; see <see cref="Key"/>.</summary>
    public ImmutableArray<string> Keys(int countMax = ItemsMax) => Distinct(countMax, node => node.Key());

    /// <summary>The known words of a list; see <see cref="OneOf"/>.</summary>
    public ImmutableArray<string> EachOf(IReadOnlyCollection<string> known, string what, int countMax = ItemsMax) =>
        Distinct(countMax, node => node.OneOf(known, what));

    /// <summary>
    /// The keys and values of a map whose keys are the author's own; a key that is no <see cref="Key"/> is a fault.
    /// </summary>
    /// <param name="countMax">Largest map; a larger one is a fault and reads as empty.</param>
    public ImmutableArray<YamlPair> Pairs(int countMax = ItemsMax)
    {
        if (_pairs.IsDefault)
        {
            Fault($"a map of keys is expected here, not {Kind()}");
            return [];
        }

        foreach (YamlPair pair in _pairs.Where(pair => !IsWord(pair.Key, '_')))
        {
            _faults.Add(pair.Line, pair.Column, Placed(WordFault(pair.Key, "underscores")));
        }

        return Bounded(_pairs, countMax);
    }

    /// <summary>The keys and values of a map whose keys are another system's names, such as "Owner.Email".</summary>
    /// <param name="countMax">Largest map; a larger one is a fault and reads as empty.</param>
    public ImmutableArray<YamlPair> Names(int countMax = ItemsMax)
    {
        if (_pairs.IsDefault)
        {
            Fault($"a map of names is expected here, not {Kind()}");
            return [];
        }

        foreach (YamlPair pair in _pairs.Where(pair => string.IsNullOrWhiteSpace(pair.Key)
            || pair.Key.Length > NameMax || !IsClean(pair.Key)))
        {
            _faults.Add(pair.Line, pair.Column, Placed(
                $"'{FileFaults.Shown(pair.Key)}' is no name: it is blank, longer than {NameMax} characters or cannot be "
                + "shown"));
        }

        return Bounded(_pairs, countMax);
    }

    /// <summary>
    /// Reads a map whose keys are known; every key that <paramref name="read"/> does not ask for is a fault.
    /// </summary>
    public T? Map<T>(Func<YamlMap, T?> read)
        where T : class
    {
        if (_pairs.IsDefault)
        {
            return Refuse<T>($"a map of keys is expected here, not {Kind()}");
        }

        var map = new YamlMap(this, _pairs);
        T? result = read(map);
        map.RefuseTheRest(_faults);
        return result;
    }

    /// <summary>
    /// This map with the keys of another one put over its own. Whichever of the two is no map has a fault.
    /// </summary>
    public YamlNode With(YamlNode changes)
    {
        if (!IsMap || !changes.IsMap)
        {
            YamlNode wrong = IsMap ? changes : this;
            wrong.Fault($"a map of keys is expected here, not {wrong.Kind()}");
            return this;
        }

        var kept = _pairs.Where(pair => changes._pairs.All(change => change.Key != pair.Key));
        return new YamlNode(_faults, _path, Line, Column, _keyLine, _keyColumn).Hold([.. kept, .. changes._pairs]);
    }

    internal string Placed(string message) => _path is null ? message : $"{_path}: {message}";

    internal YamlNode Hold(string scalar, bool isPlain)
    {
        (_scalar, _isPlain) = (scalar, isPlain);
        return this;
    }

    internal YamlNode Hold(ImmutableArray<YamlNode> items)
    {
        _items = items;
        return this;
    }

    internal YamlNode Hold(ImmutableArray<YamlPair> pairs)
    {
        _pairs = pairs;
        return this;
    }

    internal YamlNode AlreadyFaulted()
    {
        _faulted = true;
        return this;
    }

    private static bool IsClean(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not ('\n' or '\t')))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWord(string text, char joint) => text.Length is > 0 and <= KeyMax
        && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == joint);

    private static string WordFault(string text, string joints) => $"'{FileFaults.Shown(text)}' is not spelt as a key: "
        + $"lower-case letters, digits and {joints}, a letter first, at most {KeyMax} characters";

    private string? Word(char joint, string joints)
    {
        string? text = Text();
        return text is null || IsWord(text, joint) ? text : Refuse<string>(WordFault(text, joints));
    }

    private string? Scalar(string what)
    {
        if (_scalar is null)
        {
            Fault($"{what} is expected here, not {Kind()}");
        }

        return _scalar;
    }

    private ImmutableArray<string> Distinct(int countMax, Func<YamlNode, string?> read)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (YamlNode item in Items(countMax))
        {
            if (read(item) is not { } text)
            {
                continue;
            }

            if (texts.Contains(text))
            {
                item.Fault($"'{FileFaults.Shown(text)}' stands here twice");
                continue;
            }

            texts.Add(text);
        }

        return texts.ToImmutable();
    }

    private ImmutableArray<T> Bounded<T>(ImmutableArray<T> found, int countMax)
    {
        if (found.Length > countMax)
        {
            Fault($"there are {found.Length} here and may be {countMax}");
            return [];
        }

        return found;
    }

    private T? Refuse<T>(string message)
        where T : class
    {
        Fault(message);
        return null;
    }

    private string Kind() => this switch
    {
        { _items.IsDefault: false } => "a list",
        { _pairs.IsDefault: false } => "a map",
        { _scalar: "" } => "nothing",
        _ => $"'{FileFaults.Shown(_scalar!)}'",
    };
}
