using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One key with its value, text or bytes. It cannot be changed.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> s_keyChars =
            SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

        private readonly string? _value;
        private readonly byte[]? _valueBytes;

        /// <summary>Makes a binary entry.</summary>
        /// <param name="key">The key; it is lowered, and must end in <see cref="BinaryHeaderSuffix"/>.</param>
        /// <param name="valueBytes">The bytes; they are copied.</param>
        /// <exception cref="ArgumentException">The key has a forbidden character or lacks the suffix.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = NormalizeKey(key);
            if (!IsBinary)
            {
                throw new ArgumentException(
                    $"Key for a binary metadata value needs to end in \"{BinaryHeaderSuffix}\".", nameof(key));
            }

            _valueBytes = [.. valueBytes];
        }

        /// <summary>Makes a text entry.</summary>
        /// <param name="key">The key; it is lowered, and must not end in <see cref="BinaryHeaderSuffix"/>.</param>
        /// <param name="value">ASCII text.</param>
        /// <exception cref="ArgumentException">The key has a forbidden character or the binary suffix.</exception>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = NormalizeKey(key);
            if (IsBinary)
            {
                throw new ArgumentException(
                    $"Key for a text metadata value must not end in \"{BinaryHeaderSuffix}\".", nameof(key));
            }

            _value = value;
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        /// <summary>Whether the value is bytes, as the key's ending says.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The bytes, as a copy: of a binary value, or of the ASCII encoding of a text.</summary>
        public byte[] ValueBytes => _valueBytes is null ? Encoding.ASCII.GetBytes(_value!) : [.. _valueBytes];

        /// <summary>The text.</summary>
        /// <exception cref="InvalidOperationException">The value is bytes.</exception>
        public string Value =>
            _value ?? throw new InvalidOperationException("Cannot read a binary metadata value as text");

        /// <inheritdoc/>
        public override string ToString() =>
            IsBinary
                ? $"[Entry: key={Key}, valueBytes={Convert.ToBase64String(_valueBytes!)}]"
                : $"[Entry: key={Key}, value={_value}]";

        private static string NormalizeKey(string key)
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            if (key.AsSpan().ContainsAnyExcept(s_keyChars))
            {
                throw new ArgumentException(
                    $"Metadata entry key \"{key}\" not valid. Keys can only contain lowercase alphanumeric " +
                    "characters, underscores, hyphens and dots.",
                    nameof(key));
            }

            return key.ToLowerInvariant();
        }
    }
}
