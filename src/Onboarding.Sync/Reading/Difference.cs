using System.Collections.Immutable;

using Onboarding.Connectors.Mappings;
using Onboarding.Model.Fields;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Reading;

/// <summary>
/// In what a record differs from what both sides last agreed on. An echo of our own write differs in nothing, and no
/// other rule tells an echo.
/// </summary>
/// <param name="Changed">Fields of which the hub takes the new value, or decides on it.</param>
/// <param name="Drifted">Fields that are the hub's to say and that no longer hold what the hub wrote.</param>
internal sealed record Difference(ImmutableArray<FieldMapping> Changed, ImmutableArray<FieldMapping> Drifted)
{
    public bool IsEmpty => Changed.IsEmpty && Drifted.IsEmpty;

    public static Difference Of(StreamMapping mapping, Link link, FieldMap observed)
    {
        var changed = ImmutableArray.CreateBuilder<FieldMapping>();
        var drifted = ImmutableArray.CreateBuilder<FieldMapping>();
        foreach (FieldMapping field in mapping.Fields)
        {
            if (observed.Get(field.Canonical) is not { } value || value == link.Base.Get(field.Canonical))
            {
                continue;
            }

            if (IsTaken(mapping.Kind, field))
            {
                changed.Add(field);
            }
            else if (value != link.Altered.Get(field.Canonical))
            {
                drifted.Add(field);
            }
        }

        return new Difference(changed.ToImmutable(), drifted.ToImmutable());
    }

    /// <summary>The link once the difference has been dealt with: what was observed is what both sides know.</summary>
    public Link Settle(Link link, FieldMap observed, DateTimeOffset? modifiedAt)
    {
        IEnumerable<KeyValuePair<string, FieldValue>> Values(IEnumerable<FieldMapping> fields) =>
            fields.Select(field => KeyValuePair.Create(field.Canonical, observed[field.Canonical]));

        return link with
        {
            Base = link.Base.With(Values(Changed.Concat(Drifted))),
            // The first time that a field is known at all, nothing of the hub's has been altered.
            Altered = link.Altered.With(Values(Drifted.Where(field => link.Base.Get(field.Canonical) is not null))),
            Dirty = link.Dirty || Drifted.Any(field => field.Direction != MappingDirection.In),
            ModifiedAt = modifiedAt ?? link.ModifiedAt,
        };
    }

    private static bool IsTaken(RecordKind kind, FieldMapping field) => field.Direction != MappingDirection.Out
        && kind switch
        {
            RecordKind.Task => field.Canonical is "state" or "owner_email",
            RecordKind.Milestone => field.Canonical is "state",
            RecordKind.Onboarding or RecordKind.Note => false,
            _ => true,
        };
}
