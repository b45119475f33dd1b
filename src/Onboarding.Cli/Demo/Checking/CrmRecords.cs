using System.Collections.Immutable;

using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Salesforce.Sandbox;
using Onboarding.Model.Fields;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>All that the CRM holds of what is mapped, from its own state and not through its API.</summary>
internal sealed class CrmRecords
{
    private readonly Dictionary<string, SalesforceRow> _rows;

    private CrmRecords(ImmutableArray<SalesforceRow> snapshot) => _rows = snapshot
        .Where(row => !row.IsDeleted)
        .ToDictionary(row => row.Id, StringComparer.Ordinal);

    /// <summary>Gives the records of accounts, deals and contacts; a deal's contact roles are its field "stakeholders".</summary>
    public static ImmutableArray<Filed> Of(ImmutableArray<SalesforceRow> snapshot, Mapping mapping)
    {
        var records = new CrmRecords(snapshot);
        return
        [
            .. mapping.Streams
                .Where(stream => stream.Kind is RecordKind.Account or RecordKind.Opportunity or RecordKind.Contact)
                .SelectMany(records.OfStream),
        ];
    }

    private IEnumerable<Filed> OfStream(StreamMapping stream)
    {
        foreach (SalesforceRow row in _rows.Values.Where(row => row.Type == stream.Stream))
        {
            FieldMap fields = MappedFields.Of(stream, native => Native(row, native), NameOf);
            yield return stream.Kind == RecordKind.Opportunity
                ? new Filed(stream.Kind, NameOf(stream.Stream, row.Id), fields.With("stakeholders", Stakeholders(row.Id)))
                : new Filed(stream.Kind, NameOf(stream.Stream, row.Id), fields);
        }
    }

    private static object? Native(SalesforceRow row, string field) => row.Fields.GetValueOrDefault(field);

    private string NameOf(string stream, string id) => _rows.GetValueOrDefault(id) is not { } row ? id : stream switch
    {
        "User" => ((string)row["Email"]!).ToLowerInvariant(),
        "Contact" => row["Email"] as string ?? "without mail",
        _ => row["Name"] as string ?? id,
    };

    private FieldValue Stakeholders(string deal) => FieldValue.OfTexts(_rows.Values
        .Where(row => row.Type == "OpportunityContactRole" && row["OpportunityId"] is string of && of == deal)
        .Select(row =>
        {
            SalesforceRow contact = _rows[(string)row["ContactId"]!];
            return $"{row["Role"]}: {contact["Name"]} <{contact["Email"]}>";
        }));
}
