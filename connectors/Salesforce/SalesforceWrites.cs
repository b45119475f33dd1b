using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Writes;

namespace Onboarding.Connectors.Salesforce;

/// <summary>
/// Writes up to 200 rows with one Collections call, and up to 1,000 with five of them in one composite, which is charged
/// as one call ("REST API Developer Guide, sObject Collections; Composite").
/// </summary>
internal static class SalesforceWrites
{
    /// <summary>Most rows in one call.</summary>
    public const int RowsMax = PartsMax * PartRowsMax;

    /// <summary>How the purpose of every write begins.</summary>
    public const string Purpose = "write ";

    private const int PartsMax = 5;
    private const int PartRowsMax = 200;

    // A composite takes "@{name}" in a text for the answer of an earlier part, and knows no way to write it plainly.
    private const string Reference = "@{";

    private static readonly Failure s_setApart = new(
        FailureKind.Transient,
        $"A text with '{Reference}' cannot go with more than {PartRowsMax} other records; it is sent again.");

    /// <exception cref="ConnectorException">Unsupported: a record is created by its external id only, which makes no twin.</exception>
    public static PlatformRequest Request(string basePath, WriteBatch batch)
    {
        string path = batch.Action switch
        {
            WriteAction.Update => $"{basePath}composite/sobjects",
            WriteAction.Upsert => $"{basePath}composite/sobjects/{batch.Stream}/{SalesforceStreams.KeyField}",
            _ => throw new ConnectorException(FailureKind.Unsupported, $"{batch.Stream} is created by its external id only."),
        };
        bool isSmall = batch.Records.Length <= PartRowsMax;
        return new PlatformRequest
        {
            Method = isSmall ? HttpMethod.Patch : HttpMethod.Post,
            Path = isSmall ? path : $"{basePath}composite",
            Content = isSmall
                ? Json(writer => WriteRows(writer, batch, batch.Records))
                : Json(writer => WriteParts(writer, path, batch)),
            Purpose = Purpose + batch.Stream,
            Repeatable = true,
        };
    }

    /// <exception cref="JsonException">The answer is not one to such a batch.</exception>
    public static ImmutableArray<WriteOutcome> Outcomes(WriteBatch batch, PlatformResponse response)
    {
        JsonElement answer = JsonElement.Parse(response.Content);
        if (response.StatusCode != 200)
        {
            return [.. PartOutcomes(response.StatusCode, answer, batch.Records.Length)];
        }

        if (batch.Records.Length <= PartRowsMax)
        {
            return [.. PartOutcomes(200, answer, batch.Records.Length)];
        }

        var byReference = answer.Required("compositeResponse").Elements()
            .ToDictionary(part => part.Text("referenceId") ?? "", StringComparer.Ordinal);
        var outcomes = new Queue<WriteOutcome>();
        foreach ((int at, WriteRecord[] records) in PartsOf(batch))
        {
            JsonElement part = byReference.GetValueOrDefault(ReferenceOf(at));
            int status = part.Required("httpStatusCode").GetInt32();
            foreach (WriteOutcome outcome in PartOutcomes(status, part.Required("body"), records.Length))
            {
                outcomes.Enqueue(outcome);
            }
        }

        return [.. batch.Records.Select(record =>
            IsSetApart(record) ? new WriteOutcome.Refused(s_setApart) : outcomes.Dequeue())];
    }

    private static IEnumerable<WriteOutcome> PartOutcomes(int status, JsonElement body, int count)
    {
        if (status != 200)
        {
            Failure failure = SalesforceFailures.OfErrors(SalesforceError.Read(body), status, FailureKind.RecordRejected)
                ?? throw new JsonException("A refusal has no reason.");
            return Enumerable.Repeat<WriteOutcome>(
                failure.Kind == FailureKind.RecordRejected
                    ? new WriteOutcome.BatchRefused(failure)
                    : new WriteOutcome.Refused(failure),
                count);
        }

        List<JsonElement> rows = [.. body.Elements()];
        return rows.Count == count
            ? rows.Select(Outcome)
            : throw new JsonException("The answer has not one row for each record.");
    }

    private static WriteOutcome Outcome(JsonElement row)
    {
        if (row.IsTrue("success"))
        {
            return SalesforceId.TryNormalize(row.Text("id"), out string? id)
                ? new WriteOutcome.Written(id)
                : throw new JsonException("A written row has no id.");
        }

        return new WriteOutcome.Refused(
            SalesforceFailures.OfErrors(SalesforceError.Read(row.Member("errors")), 400, FailureKind.RecordRejected)
            ?? throw new JsonException("A refused row has no reason."));
    }

    private static IEnumerable<(int At, WriteRecord[] Records)> PartsOf(WriteBatch batch) =>
        batch.Records.Where(record => !IsSetApart(record)).Chunk(PartRowsMax).Select((records, at) => (at, records));

    private static string ReferenceOf(int at) => string.Create(CultureInfo.InvariantCulture, $"part{at}");

    private static bool IsSetApart(WriteRecord record) =>
        record.Key.Contains(Reference, StringComparison.Ordinal)
        || record.Fields.Any(field => field.Value?.GetValueKind() == JsonValueKind.String
            && field.Value.GetValue<string>().Contains(Reference, StringComparison.Ordinal));

    private static void WriteParts(Utf8JsonWriter writer, string path, WriteBatch batch)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("allOrNone", false);
        writer.WriteStartArray("compositeRequest");
        foreach ((int at, WriteRecord[] records) in PartsOf(batch))
        {
            writer.WriteStartObject();
            writer.WriteString("method", "PATCH");
            writer.WriteString("url", path);
            writer.WriteString("referenceId", ReferenceOf(at));
            writer.WritePropertyName("body");
            WriteRows(writer, batch, records);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter writer, WriteBatch batch, IEnumerable<WriteRecord> records)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("allOrNone", false);
        writer.WriteStartArray("records");
        foreach (WriteRecord record in records)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("attributes");
            writer.WriteString("type", batch.Stream);
            writer.WriteEndObject();
            if (batch.Action == WriteAction.Update)
            {
                writer.WriteString("id", record.ExternalId);
            }
            else
            {
                writer.WriteString(SalesforceStreams.KeyField, record.Key);
            }

            foreach ((string name, JsonNode? value) in record.Fields)
            {
                writer.WritePropertyName(name);
                if (value is null)
                {
                    writer.WriteNullValue();
                }
                else
                {
                    value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content))
        {
            write(writer);
        }

        return content.ToArray();
    }
}
