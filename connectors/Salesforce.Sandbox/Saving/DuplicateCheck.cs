using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Saving;

/// <summary>Finds rows that a duplicate rule or a unique field does not let stand beside the one being saved.</summary>
internal sealed class DuplicateCheck(RowStore store)
{
    private readonly List<SalesforceDuplicateRule> _rules = [];

    /// <summary>
    /// The key under which the refusal carries its matches. Bodies captured at v54 and v56 spell it "duplicateResut";
    /// other reports show "duplicateResult".
    /// </summary>
    public string ResultKey { get; set; } = "duplicateResut";

    public void Add(SalesforceDuplicateRule rule) => _rules.Add(rule);

    public void Remove(string name) => _rules.RemoveAll(r => string.Equals(r.Name, name, StringComparison.Ordinal));

    public void Check(Row row, IReadOnlyDictionary<string, object?> fields, Actor actor)
    {
        foreach (var rule in _rules.Where(r => string.Equals(r.Type, row.Type.Name, StringComparison.Ordinal)))
        {
            if (rule.AllowSave && actor.SavesDuplicates)
            {
                continue;
            }

            var matches = store.Table(row.Type).Rows
                .Where(other =>
                    other != row && !other.IsDeleted && rule.MatchFields.All(f => Same(fields, other.Fields, f)))
                .ToList();
            if (matches.Count > 0)
            {
                throw Detected(rule, row.Type, matches);
            }
        }
    }

    public void CheckUnique(Row row, IReadOnlyDictionary<string, object?> fields)
    {
        foreach (var field in row.Type.Fields.Where(f => f.Unique))
        {
            var other = fields.GetValueOrDefault(field.Name) is string value
                ? store.Table(row.Type).Find(field, value).FirstOrDefault(r => r != row && !r.IsDeleted)
                : null;
            if (other is not null)
            {
                throw new SalesforceRefusedException(
                    "DUPLICATE_VALUE",
                    $"duplicate value found: {field.Name} duplicates value on record with id: {other.Id[..15]}");
            }
        }
    }

    private static bool Same(
        IReadOnlyDictionary<string, object?> one, IReadOnlyDictionary<string, object?> other, string field) =>
        (one.GetValueOrDefault(field), other.GetValueOrDefault(field)) switch
        {
            (null, _) or (_, null) => false,
            (string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase),
            var (a, b) => a.Equals(b),
        };

    private SalesforceRefusedException Detected(SalesforceDuplicateRule rule, SObjectType type, List<Row> matches) =>
        new("DUPLICATES_DETECTED", "Use one of these records?")
        {
            Detail = new(ResultKey, new JsonObject
            {
                ["allowSave"] = rule.AllowSave,
                ["duplicateRule"] = rule.Name,
                ["duplicateRuleEntityType"] = type.Name,
                ["errorMessage"] = "Use one of these records?",
                ["matchResults"] = new JsonArray(new JsonObject
                {
                    ["entityType"] = type.Name,
                    ["errors"] = new JsonArray(),
                    ["matchEngine"] = "ExactMatchEngine",
                    ["matchRecords"] = new JsonArray([.. matches.Select(Match)]),
                    ["rule"] = rule.Name,
                    ["size"] = matches.Count,
                    ["success"] = true,
                }),
            }),
        };

    private static JsonObject Match(Row row) => new()
    {
        ["additionalInformation"] = new JsonArray(),
        ["fieldDiffs"] = new JsonArray(),
        ["matchConfidence"] = 100.0,
        ["record"] = new JsonObject { ["attributes"] = new JsonObject { ["type"] = row.Type.Name }, ["Id"] = row.Id },
    };
}
