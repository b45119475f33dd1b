using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Saving;

/// <summary>The stages of the sales process, kept as rows and as the choices of StageName.</summary>
internal sealed class SalesStages(Catalog catalog, RowStore store, TimeProvider clock)
{
    public void PutStandard()
    {
        Put("Prospecting", active: true, closed: false, won: false, probability: 10);
        Put("Qualification", active: true, closed: false, won: false, probability: 20);
        Put("Needs Analysis", active: true, closed: false, won: false, probability: 40);
        Put("Proposal/Price Quote", active: true, closed: false, won: false, probability: 70);
        Put("Negotiation/Review", active: true, closed: false, won: false, probability: 90);
        Put("Closed Won", active: true, closed: true, won: true, probability: 100);
        Put("Closed Lost", active: true, closed: true, won: false, probability: 0);
    }

    public void Put(string name, bool active, bool closed, bool won, int probability)
    {
        var table = store.Table(catalog.Type("OpportunityStage"));
        var row = table.Rows.FirstOrDefault(r => string.Equals(r.Text("ApiName"), name, StringComparison.Ordinal));
        var sortOrder = row?.Fields["SortOrder"] ?? (decimal)(table.Rows.Count + 1);
        row ??= store.NewRow(table.Type);
        var now = FieldValues.ToSecond(clock.GetUtcNow());
        store.Put(row, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Id"] = row.Id,
            ["MasterLabel"] = name,
            ["ApiName"] = name,
            ["IsActive"] = active,
            ["SortOrder"] = sortOrder,
            ["IsClosed"] = closed,
            ["IsWon"] = won,
            ["ForecastCategoryName"] = won
                ? "Closed"
                : closed ? "Omitted" : probability >= 70 ? "Best Case" : "Pipeline",
            ["DefaultProbability"] = (decimal)probability,
            ["CreatedDate"] = now,
            ["LastModifiedDate"] = now,
            ["SystemModstamp"] = now,
        }, null);
        var opportunity = catalog.Type("Opportunity");
        opportunity.Replace("StageName", opportunity.Field("StageName") with
        {
            Values = [.. table.Rows.Where(r => r.Flag("IsActive")).Select(r => r.Text("ApiName")!)],
        });
    }
}
