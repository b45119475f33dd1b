using System.Globalization;

namespace Onboarding.Connectors.Streams;

/// <summary>
/// The cursor that the SDK supplies: the last record's time of change and id. A reader asks for records with a later
/// time, or the same time and a greater id by ordinal, ordered by both, so that no tie is lost or read for ever.
/// </summary>
/// <param name="Time">Time of change of the last record yielded.</param>
/// <param name="Id">Its id; empty stands before every id of that time.</param>
public sealed record TimeIdCursor(DateTimeOffset Time, string Id)
{
    private const string Version = "t1";

    /// <summary>The cursor as text: version, time in UTC to the tick, id.</summary>
    public string Encode() =>
        $"{Version}|{Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}|{Id}";

    /// <summary>The cursor of a text.</summary>
    /// <exception cref="FormatException">The text was not made by <see cref="Encode"/> of this version.</exception>
    public static TimeIdCursor Decode(string text)
    {
        string[] parts = text.Split('|', 3);
        if (parts.Length != 3 || parts[0] != Version)
        {
            throw new FormatException("The cursor is of another version; reset the stream's checkpoint.");
        }

        var time = DateTimeOffset.ParseExact(
            parts[1], "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        return new TimeIdCursor(time, parts[2]);
    }

    /// <summary>The place that lies a span before this one, ahead of every record of that time.</summary>
    public TimeIdCursor StepBack(TimeSpan span) => new(Time - span, "");
}
