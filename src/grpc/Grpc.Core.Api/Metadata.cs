using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>
/// Headers or trailers of a call, in order; a key may occur more than once. Keys are lower case; a key that ends in
/// <see cref="BinaryHeaderSuffix"/> carries bytes, any other carries ASCII text.
/// </summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>The ending that marks a key whose value is bytes.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>Metadata without entries, which cannot be changed.</summary>
    public static readonly Metadata Empty = new Metadata().Freeze();

    private readonly List<Entry> _entries = [];
    private bool _readOnly;

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => _readOnly;

    /// <inheritdoc/>
    public Entry this[int index]
    {
        get => _entries[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ThrowIfReadOnly();
            _entries[index] = value;
        }
    }

    /// <summary>
    /// The last entry with the key, or <see langword="null"/>. The key is matched without regard to case.
    /// </summary>
    /// <param name="key">The key to look for.</param>
    public Entry? Get(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            if (Matches(_entries[i], key))
            {
                return _entries[i];
            }
        }

        return null;
    }

    /// <summary>The text of the last entry with the key, or <see langword="null"/>.</summary>
    /// <param name="key">The key to look for.</param>
    /// <exception cref="InvalidOperationException">The entry is binary.</exception>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The bytes of the last entry with the key, or <see langword="null"/>.</summary>
    /// <param name="key">The key to look for.</param>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>All entries with the key, in order.</summary>
    /// <param name="key">The key to look for.</param>
    public IEnumerable<Entry> GetAll(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _entries.Where(entry => Matches(entry, key));
    }

    /// <summary>Adds an entry with text.</summary>
    /// <param name="key">A key that does not end in <see cref="BinaryHeaderSuffix"/>.</param>
    /// <param name="value">ASCII text.</param>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds an entry with bytes.</summary>
    /// <param name="key">A key that ends in <see cref="BinaryHeaderSuffix"/>.</param>
    /// <param name="valueBytes">The bytes.</param>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <inheritdoc/>
    public void Add(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        ThrowIfReadOnly();
        _entries.Add(item);
    }

    /// <inheritdoc/>
    public void Insert(int index, Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        ThrowIfReadOnly();
        _entries.Insert(index, item);
    }

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        ThrowIfReadOnly();
        _entries.RemoveAt(index);
    }

    /// <inheritdoc/>
    public bool Remove(Entry item)
    {
        ThrowIfReadOnly();
        return _entries.Remove(item);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        ThrowIfReadOnly();
        _entries.Clear();
    }

    /// <inheritdoc/>
    public bool Contains(Entry item) => _entries.Contains(item);

    /// <inheritdoc/>
    public int IndexOf(Entry item) => _entries.IndexOf(item);

    /// <inheritdoc/>
    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Makes this metadata unchangeable and returns it.</summary>
    internal Metadata Freeze()
    {
        _readOnly = true;
        return this;
    }

    private static bool Matches(Entry entry, string key) =>
        string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase);

    private void ThrowIfReadOnly()
    {
        if (_readOnly)
        {
            ThrowReadOnly();
        }
    }

    [DoesNotReturn]
    private static void ThrowReadOnly() => throw new InvalidOperationException("Object is read only");
}
