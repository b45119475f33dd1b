using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rows;

/// <summary>
/// One row. Its fields are replaced as a whole by every save, so that a reader or a roll-back can keep an earlier
/// version by keeping the reference.
/// </summary>
internal sealed class Row(string id, SObjectType type)
{
    public string Id { get; } = id;

    public SObjectType Type { get; } = type;

    public IReadOnlyDictionary<string, object?> Fields { get; set; } = EmptyFields;

    /// <summary>The transaction that still holds the newest version back from readers, if any.</summary>
    public OpenCommit? Open { get; set; }

    public static IReadOnlyDictionary<string, object?> EmptyFields { get; } =
        new Dictionary<string, object?>(StringComparer.Ordinal);

    public bool IsDeleted => Fields.TryGetValue("IsDeleted", out var deleted) && deleted is true;

    public string? Text(string field) => Fields.GetValueOrDefault(field) as string;

    public bool Flag(string field) => Fields.GetValueOrDefault(field) is true;

    /// <summary>What a reader sees at that time, or null while the row is not committed yet.</summary>
    public IReadOnlyDictionary<string, object?>? SeenAt(DateTimeOffset now) =>
        Open is { } open && now < open.CommitsAt ? open.Before : Fields;

    public bool IsOpenAt(DateTimeOffset now) => Open is { } open && now < open.CommitsAt;
}
