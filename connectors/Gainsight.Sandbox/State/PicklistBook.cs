namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>Categories and items of picklists; the items are rows of da_picklist.</summary>
internal sealed class PicklistBook(Tenant tenant)
{
    private const string Closes = "@closes";
    private const string CtaType = "@ctaType";

    private readonly SortedDictionary<string, string> _categories = new(StringComparer.OrdinalIgnoreCase);

    private Table Items => tenant.Table(GainsightObjects.PicklistItem);

    public string CategoryId(string category)
    {
        if (!_categories.TryGetValue(category, out var id))
        {
            id = _categories[category] = tenant.NextGsid(Items);
        }

        return id;
    }

    /// <summary>Name of the category with this id, or null.</summary>
    public string? CategoryName(string id) => _categories.FirstOrDefault(pair => pair.Value == id).Key;

    public IEnumerable<Row> In(string category)
    {
        Items.TryField("CategoryId", out var field);
        return Items.With(field!, CategoryId(category)).OrderBy(item => item["DisplayOrder"]);
    }

    public Row Add(string category, string label, bool closes = false, string? ctaType = null)
    {
        var row = tenant.Insert(Items, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Name"] = label,
            ["SystemName"] = label.ToUpperInvariant().Replace(' ', '_'),
            ["CategoryId"] = CategoryId(category),
            ["CategoryName"] = category,
            ["DisplayOrder"] = (decimal)(In(category).Count() + 1),
            ["Active"] = true,
        });
        // Not fields of the object: the administrator sets both in the screens of Cockpit, and no call shows them here.
        row.Store(Closes, closes);
        row.Store(CtaType, ctaType is null ? null : Require(StandardPicklists.CtaType, ctaType).Gsid);
        return row;
    }

    /// <summary>The active item with this label (in any case) or GSID, or null.</summary>
    public Row? Find(string category, string labelOrGsid) =>
        Items.Find(labelOrGsid) is { } item && item.Text("CategoryId") == CategoryId(category) && item.Flag("Active")
            ? item
            : In(category).FirstOrDefault(row => row.Flag("Active")
                && string.Equals(row.Text("Name"), labelOrGsid, StringComparison.OrdinalIgnoreCase));

    public Row Require(string category, string labelOrGsid) => Find(category, labelOrGsid)
        ?? throw new ArgumentException($"Picklist {category} has no active '{labelOrGsid}'.", nameof(labelOrGsid));

    /// <summary>A CTA or task in this state is closed.</summary>
    public bool MeansClosed(string? itemGsid) => itemGsid is not null && (Items.Find(itemGsid)?.Flag(Closes) ?? false);

    /// <summary>The item may be used with this type of CTA.</summary>
    public bool Fits(string itemGsid, string? ctaTypeGsid) =>
        Items.Find(itemGsid)?.Text(CtaType) is not { } bound || bound == ctaTypeGsid;
}
