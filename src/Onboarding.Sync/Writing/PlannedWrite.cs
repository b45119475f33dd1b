using System.Text.Json.Nodes;

using Onboarding.Connectors.Writes;
using Onboarding.Model.Fields;
using Onboarding.Sync.Links;

namespace Onboarding.Sync.Writing;

/// <summary>A record that is about to be written.</summary>
/// <param name="Action">How.</param>
/// <param name="Link">Its link as it stands; for a record to be created, the intent.</param>
/// <param name="Native">Native fields to be set.</param>
/// <param name="Written">The canonical values that both sides agree on once it is written.</param>
/// <param name="Waits">Whether something is left to write that cannot be yet.</param>
internal sealed record PlannedWrite(WriteAction Action, Link Link, JsonObject Native, FieldMap Written, bool Waits)
{
    public string Key => Link.ResourceKey;

    /// <summary>The record as the connector takes it. A node has one parent, so each call is given a copy.</summary>
    public WriteRecord Record =>
        new(Key, Action == WriteAction.Update ? Link.ExternalId : null, (JsonObject)Native.DeepClone());

    /// <summary>The link once it is written.</summary>
    public Link WrittenAs(string externalId) => Link with
    {
        ExternalId = externalId,
        State = LinkState.Linked,
        Base = Link.Base.With(Written),
        Altered = FieldMap.Of(Link.Altered.Where(held => IsStillAltered(held.Key, held.Value))),
        Dirty = Waits,
    };

    // While the platform holds its own form, writing the hub's value again keeps the memory of it: the form may come back
    // and is then left alone. Once it was left alone, a newly wished value starts afresh.
    private bool IsStillAltered(string field, FieldValue form) =>
        !Written.ContainsKey(field) || Link.Base.Get(field) == form;
}
