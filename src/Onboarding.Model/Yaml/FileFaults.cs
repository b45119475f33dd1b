using System.Collections.Immutable;

namespace Onboarding.Model.Yaml;

/// <summary>
/// The faults found while one file is read. A reader goes on after a fault, so that all are found at once.
/// </summary>
/// <param name="file">Name of the file as its author knows it.</param>
public sealed class FileFaults(string file)
{
    /// <summary>
    /// So many faults are kept; a file with more is no file of ours, and its author reads no further.
    /// </summary>
    public const int CountMax = 200;

    private const int ShownMax = 60;

    private readonly HashSet<FileFault> _faults = [];

    public bool Any => _faults.Count > 0;

    /// <summary>Notes a fault; the same one twice counts once.</summary>
    /// <param name="line">Line, counted from 1.</param>
    /// <param name="column">Column, counted from 1.</param>
    /// <param name="message">What is wrong, for the author.</param>
    public void Add(int line, int column, string message)
    {
        if (_faults.Count < CountMax)
        {
            _faults.Add(new FileFault(file, line, column, message));
        }
    }

    /// <summary>The faults in the order in which they stand in the file.</summary>
    public ImmutableArray<FileFault> ToImmutable() =>
    [
        .. _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)
            .ThenBy(fault => fault.Message, StringComparer.Ordinal),
    ];

    /// <summary>
    /// A text from a file as a message may quote it: short, and without characters that a terminal obeys.
    /// </summary>
    public static string Shown(string text)
    {
        string start = text.Length > ShownMax ? $"{text[..ShownMax]}..." : text;
        return new string([.. start.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
    }
}
