using System.Collections.Immutable;

using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Accounts, opportunities and contacts on the wire.</summary>
internal static class Resources
{
    private const string FieldsPath = "fields";

    public static V1.Account Account(Held<ResourceState> held)
    {
        AggregateIndex index = Resource.Index(held.State);
        var account = new V1.Account
        {
            Name = held.Name.ToString(),
            DisplayName = index.Title,
            Tier = held.State.Classification?.Tier ?? "",
            Owner = index.Owner ?? "",
            State = held.State.Deleted ? V1.AccountState.Deleted : V1.AccountState.Active,
            MergedInto = held.State.MergedInto is { } into ? Named(held.Name, Collection.Accounts, into) : "",
            Etag = held.Etag,
        };
        Fill(account.Fields, account.Origins, held.State);
        return account;
    }

    public static V1.Opportunity Opportunity(Held<ResourceState> held)
    {
        AggregateIndex index = Resource.Index(held.State);
        var opportunity = new V1.Opportunity
        {
            Name = held.Name.ToString(),
            DisplayName = index.Title,
            Account = AccountOf(held),
            Owner = index.Owner ?? "",
            State = StateOf(held.State),
            WonTime = Wire.Of(held.State.WonAt),
            TimesWon = held.State.TimesWon,
            Etag = held.Etag,
        };
        Fill(opportunity.Fields, opportunity.Origins, held.State);
        return opportunity;
    }

    public static V1.Contact Contact(Held<ResourceState> held)
    {
        var contact = new V1.Contact
        {
            Name = held.Name.ToString(),
            DisplayName = Resource.Index(held.State).Title,
            Account = AccountOf(held),
            State = held.State.Deleted ? V1.ContactState.Deleted : V1.ContactState.Active,
            Etag = held.Etag,
        };
        Fill(contact.Fields, contact.Origins, held.State);
        return contact;
    }

    /// <summary>The column value of a state that a list is filtered by; null for all that are not deleted.</summary>
    public static string? Filter(V1.OpportunityState state) => state switch
    {
        V1.OpportunityState.Unspecified => null,
        V1.OpportunityState.Open => "active",
        V1.OpportunityState.Won => "won",
        V1.OpportunityState.Deleted => "deleted",
        _ => throw Refuse.Field("state", "The state is unknown."),
    };

    /// <summary>The fields of a new resource.</summary>
    /// <exception cref="RefusedException">A field is missing, unknown, set by the hub alone, or of the wrong type.</exception>
    public static FieldMap FromWire(
        ResourceKind kind, MapField<string, V1.FieldValue>? fields, params ReadOnlySpan<string> required)
    {
        FieldMap values = FieldMap.Of((fields ?? []).Select(pair =>
            KeyValuePair.Create(Settable(kind, pair.Key).Name, FieldValues.FromWire(pair.Value, Path(pair.Key)))));
        foreach (string name in required)
        {
            if (!(values.Get(name)?.IsFilled ?? false))
            {
                throw Refuse.Field(Path(name), $"{Path(name)} must be filled in.");
            }
        }

        return values;
    }

    /// <summary>The fields that an update sets; one that the mask names and the message does not hold becomes null.</summary>
    /// <exception cref="RefusedException">The mask names no field, or a field is of the wrong type.</exception>
    public static FieldMap FromWire(ResourceKind kind, MapField<string, V1.FieldValue> fields, FieldMask? mask)
    {
        ImmutableArray<string> settable =
        [
            FieldsPath, .. FieldCatalogue.Of(kind).Where(field => !field.SetByHub).Select(field => Path(field.Name)),
        ];
        IReadOnlyCollection<string> paths = FieldMasks.Read(mask, settable);
        FieldMap given = FromWire(kind, fields);
        return paths.Contains(FieldsPath, StringComparer.Ordinal)
            ? given
            : FieldMap.Of(paths.Select(path => path[(FieldsPath.Length + 1)..]).Select(name =>
                KeyValuePair.Create(name, given.Get(name) ?? FieldValue.Nothing)));
    }

    /// <summary>The changes that a caller makes: decided on what the hub holds, with the weight of the hub's own word.</summary>
    public static ImmutableArray<FieldChange> Changes(FieldMap fields, ResourceState? state, DateTimeOffset now) =>
    [
        .. fields.Select(pair => new FieldChange
        {
            Field = pair.Key,
            Value = pair.Value,
            Base = state?.Fields.GetValueOrDefault(pair.Key)?.Value,
            Rank = 0,
            ChangedAt = now,
        }),
    ];

    private static FieldDefinition Settable(ResourceKind kind, string name) => FieldCatalogue.Find(kind, name) switch
    {
        null => throw Refuse.Field(
            Path(name), $"'{(name.Length > 100 ? name[..100] : name)}' is no field of this resource; protos/README.md lists them."),
        { SetByHub: true } => throw Refuse.Field(Path(name), $"{name} is set by the hub and by nobody else."),
        { } field => field,
    };

    private static string Path(string name) => $"{FieldsPath}.{name}";

    private static V1.OpportunityState StateOf(ResourceState state) => state switch
    {
        { Deleted: true } => V1.OpportunityState.Deleted,
        { WonAt: not null } => V1.OpportunityState.Won,
        _ => V1.OpportunityState.Open,
    };

    private static string AccountOf(Held<ResourceState> held) =>
        held.State.Values.TextOf("account_key") is { } key ? Named(held.Name, Collection.Accounts, key) : "";

    private static string Named(ResourceName beside, Collection collection, string key) =>
        new ResourceName(beside.Workspace, collection, key).ToString();

    private static void Fill(
        MapField<string, V1.FieldValue> fields, MapField<string, V1.FieldOrigin> origins, ResourceState state)
    {
        FieldValues.Fill(fields, state.Values);
        foreach ((string name, FieldState field) in state.Fields)
        {
            origins[name] = new V1.FieldOrigin
            {
                Source = field.Source,
                Rank = field.Rank,
                ChangeTime = field.ChangedAt == DateTimeOffset.MinValue ? null : Wire.Of(field.ChangedAt),
            };
        }
    }
}
