using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Resources;

namespace Onboarding.Model.Audits.Files;

/// <summary>Reads the files that an audit takes. One fault anywhere, and none of the file is imported.</summary>
public static class AuditFile
{
    /// <summary>Prefix of a column that says whether a handoff field was filled in, such as "handoff.goals".</summary>
    public const string HandoffPrefix = "handoff.";

    /// <summary>Prefix of a column with a fact of the account to compare by, such as "fact.industry".</summary>
    public const string FactPrefix = "fact.";

    private static readonly ImmutableArray<string> s_deals =
        ["deal", "account", "won_on", "tier", "first_activity_on", "first_value_on", "completed_on"];

    private static readonly ImmutableArray<string> s_churn = ["account", "churned_on", "voluntary", "reason"];

    private static readonly ImmutableArray<string> s_feedback = ["feedback", "account", "given_on", "score", "text"];

    /// <summary>The columns of a kind of file besides those with a prefix.</summary>
    public static ImmutableArray<string> ColumnsOf(AuditRowKind kind) => kind switch
    {
        AuditRowKind.Deals => s_deals,
        AuditRowKind.Churn => s_churn,
        AuditRowKind.Feedback => s_feedback,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of file."),
    };

    /// <summary>The columns without which a file of the kind says nothing.</summary>
    public static ImmutableArray<string> RequiredOf(AuditRowKind kind) => kind switch
    {
        AuditRowKind.Deals => ["deal"],
        AuditRowKind.Churn => ["account", "churned_on"],
        AuditRowKind.Feedback => ["feedback"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of file."),
    };

    /// <summary>The rows of a text, or what is wrong with it; never both.</summary>
    public static (ImmutableArray<AuditRow> Rows, ImmutableArray<CsvFault> Faults) Read(AuditRowKind kind, string text)
    {
        (ImmutableArray<ImmutableArray<CsvCell>> lines, CsvFault? fault) = CsvText.Read(text);
        if (fault is not null)
        {
            return ([], [fault]);
        }

        if (lines.IsEmpty)
        {
            return ([], [new CsvFault(1, 1, "the file is empty; it begins with a line of column names")]);
        }

        ImmutableArray<CsvFault> faults = HeaderFaults(kind, lines[0]);
        if (!faults.IsEmpty)
        {
            return ([], faults);
        }

        return lines.Length - 1 > AuditLimits.RowsPerImportMax
            ? ([], [new CsvFault(lines[AuditLimits.RowsPerImportMax + 1][0].Line, 1,
                $"more than {AuditLimits.RowsPerImportMax} lines; import the file in pieces, each with the column names")])
            : Rows(kind, lines);
    }

    private static (ImmutableArray<AuditRow> Rows, ImmutableArray<CsvFault> Faults) Rows(
        AuditRowKind kind, ImmutableArray<ImmutableArray<CsvCell>> lines)
    {
        var faults = new List<CsvFault>();
        var rows = ImmutableArray.CreateBuilder<AuditRow>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ImmutableArray<CsvCell> line in lines.Skip(1))
        {
            if (line.Length != lines[0].Length)
            {
                faults.Add(new CsvFault(line[0].Line, 1, $"{line.Length} fields, but {lines[0].Length} columns"));
                continue;
            }

            var reader = new RowReader(lines[0], line, faults);
            AuditRow row = RowOf(kind, reader);
            if (!seen.TryAdd(row.Key, line[0].Line) && row.Key.Length > 0)
            {
                faults.Add(new CsvFault(line[0].Line, 1, $"'{row.Key}' was named in line {seen[row.Key]} already"));
            }

            rows.Add(row);
        }

        return faults.Count == 0 ? (rows.ToImmutable(), []) : ([], [.. faults.Take(AuditLimits.FaultsMax)]);
    }

    private static AuditRow RowOf(AuditRowKind kind, RowReader row) => kind switch
    {
        AuditRowKind.Deals => new AuditRow.Deal(row.Key("deal"))
        {
            Account = row.Text("account", AuditLimits.KeyLengthMax),
            WonOn = row.Day("won_on"),
            Tier = row.Text("tier", AuditLimits.FactLengthMax),
            FirstActivityOn = row.Day("first_activity_on"),
            FirstValueOn = row.Day("first_value_on"),
            CompletedOn = row.Day("completed_on"),
            Facts = row.Facts(FactPrefix),
            Handoff = row.Filled(HandoffPrefix),
        },
        AuditRowKind.Churn => new AuditRow.Churn(
            row.Key("account"), row.DemandDay("churned_on"), row.YesOrNo("voluntary"),
            row.Text("reason", AuditLimits.TextLengthMax)),
        AuditRowKind.Feedback => new AuditRow.Feedback(
            row.Key("feedback"), row.Text("text", AuditLimits.TextLengthMax), row.Number("score", 0, 10),
            row.Day("given_on"), row.Text("account", AuditLimits.KeyLengthMax)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of file."),
    };

    private static ImmutableArray<CsvFault> HeaderFaults(AuditRowKind kind, ImmutableArray<CsvCell> header)
    {
        string known = string.Join(", ", ColumnsOf(kind));
        IEnumerable<CsvFault> unknown = header
            .Where(cell => !IsColumn(kind, cell.Text))
            .Select(cell => new CsvFault(
                cell.Line, cell.Column, $"'{Short(cell.Text)}' is no column of such a file; it has {known}"
                + (kind == AuditRowKind.Deals ? ", handoff.<field of an opportunity> and fact.<field of an account>: "
                    + string.Join(", ", AuditSources.Comparable) : "")));
        IEnumerable<CsvFault> repeated = header.GroupBy(cell => cell.Text, StringComparer.Ordinal)
            .SelectMany(group => group.Skip(1))
            .Select(cell => new CsvFault(cell.Line, cell.Column, $"the column '{Short(cell.Text)}' is there twice"));
        IEnumerable<CsvFault> missing = RequiredOf(kind)
            .Where(name => header.All(cell => cell.Text != name))
            .Select(name => new CsvFault(header[0].Line, 1, $"the column '{name}' is missing"));
        return [.. unknown.Concat(repeated).Concat(missing).Take(AuditLimits.FaultsMax)];
    }

    private static bool IsColumn(AuditRowKind kind, string name) => ColumnsOf(kind).Contains(name, StringComparer.Ordinal)
        || (kind == AuditRowKind.Deals && (
            (name.StartsWith(HandoffPrefix, StringComparison.Ordinal)
                && FieldCatalogue.Find(ResourceKind.Opportunity, name[HandoffPrefix.Length..]) is not null)
            || (name.StartsWith(FactPrefix, StringComparison.Ordinal)
                && AuditSources.Comparable.Contains(name[FactPrefix.Length..], StringComparer.Ordinal))));

    private static string Short(string text) => text.Length > 60 ? text[..60] : text;
}
