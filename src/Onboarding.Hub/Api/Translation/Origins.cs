using Onboarding.Model.Journal;

namespace Onboarding.Hub.Api.Translation;

/// <summary>What started a chain of events, in words and on the wire.</summary>
internal static class Origins
{
    private const string Call = "call:";
    private const string Record = "record:";

    public static V1.ChangeOrigin KindOf(string cause) => cause switch
    {
        _ when cause.StartsWith(Call, StringComparison.Ordinal) => V1.ChangeOrigin.Call,
        _ when cause.StartsWith(Record, StringComparison.Ordinal) => V1.ChangeOrigin.Record,
        "time" => V1.ChangeOrigin.Time,
        _ => V1.ChangeOrigin.Hub,
    };

    public static string Words(Origin origin) => KindOf(origin.Cause) switch
    {
        V1.ChangeOrigin.Call => $"{origin.Actor} made the call {origin.Cause[Call.Length..]}",
        V1.ChangeOrigin.Record => origin.Cause[Record.Length..].Split('/', 3) is [var connection, var stream, var id]
            ? $"connection {connection} read record {id} of {stream}"
            : $"connection {origin.Cause[Record.Length..]} could not go on",
        V1.ChangeOrigin.Time => "its time had come",
        _ => $"{origin.Actor} did this ({origin.Cause})",
    };
}
