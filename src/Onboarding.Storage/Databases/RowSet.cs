using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Onboarding.Storage.Databases;

/// <summary>
/// Many rows as the argument of one statement, which meets them as the table <c>r</c> (see
/// <see cref="Database.Rows"/>).
/// PostgreSQL takes an array per column, SQLite one JSON text.
/// </summary>
internal sealed class RowSet(int count)
{
    /// <summary>
    /// Name of the parameter that holds all rows as JSON; a column's own parameter is called r_{column}.
    /// </summary>
    public const string Parameter = "r";

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ImmutableArray<(string Name, Array Values)> _columns = [];

    /// <summary>The rows of a sequence; columns are added after that.</summary>
    public static RowSet Of<T>(ImmutableArray<T> rows) => new(rows.Length);

    public RowSet Text<T>(string name, ImmutableArray<T> rows, Func<T, string?> value)
    {
        var values = new string?[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = StoredText.Write(value(rows[i]));
        }

        _columns = _columns.Add((name, values));
        return this;
    }

    public RowSet Number<T>(string name, ImmutableArray<T> rows, Func<T, long?> value)
    {
        var values = new long?[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = value(rows[i]);
        }

        _columns = _columns.Add((name, values));
        return this;
    }

    /// <summary>What stands for a parameter; null when it is none of this row set's.</summary>
    public object? Argument(string name)
    {
        if (name == Parameter)
        {
            return Json();
        }

        foreach ((string column, Array values) in _columns)
        {
            if (name.Length == column.Length + 2 && name.StartsWith("r_", StringComparison.Ordinal)
                && name.EndsWith(column, StringComparison.Ordinal))
            {
                return values;
            }
        }

        return null;
    }

    private string Json()
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(bytes, s_json))
        {
            writer.WriteStartArray();
            for (int row = 0; row < count; row++)
            {
                WriteRow(writer, row);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private void WriteRow(Utf8JsonWriter writer, int row)
    {
        writer.WriteStartArray();
        foreach ((_, Array values) in _columns)
        {
            if (values is string?[] texts)
            {
                writer.WriteStringValue(texts[row]);
            }
            else if (((long?[])values)[row] is { } number)
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }
}
