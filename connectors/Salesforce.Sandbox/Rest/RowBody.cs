using System.Text.Json;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>Reads the fields that a caller sends for a row.</summary>
internal static class RowBody
{
    /// <summary>The fields of the row, without its attributes and without its id in the forms that allow one.</summary>
    public static List<KeyValuePair<string, object?>> Read(
        JsonElement body, SObjectType type, RestCall call, params ReadOnlySpan<string> skipped)
    {
        var fields = new List<KeyValuePair<string, object?>>();
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name == "attributes" || Contains(skipped, member.Name))
            {
                continue;
            }

            fields.Add(member.Value.ValueKind == JsonValueKind.Object
                ? Linked(member, type, call)
                : new(member.Name, WireValue.Sent(member.Value)));
        }

        return fields;
    }

    public static void RefuseMember(JsonElement body, string name)
    {
        foreach (var member in body.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                throw new SalesforceRefusedException(
                    "INVALID_FIELD", $"The {name} field should not be specified in the sobject data.");
            }
        }
    }

    public static string? Text(JsonElement body, string name)
    {
        foreach (var member in body.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value.ValueKind switch
                {
                    JsonValueKind.String => member.Value.GetString(),
                    JsonValueKind.Number => member.Value.GetRawText(),
                    _ => null,
                };
            }
        }

        return null;
    }

    /// <summary>A parent named by its external id, as in <c>"Account":{"HubKey__c":"acc-7"}</c>.</summary>
    private static KeyValuePair<string, object?> Linked(JsonProperty member, SObjectType type, RestCall call)
    {
        var reference = type.ByRelationship(member.Name) is { References.Length: 1 } found
            && call.Actor().Access.CanRead(type, found)
            ? found
            : throw new SalesforceRefusedException(
                "INVALID_FIELD", $"No such column '{member.Name}' on sobject of type {type.Name}");
        var target = call.World.Catalog.Type(reference.References[0]);
        var named = member.Value.EnumerateObject().Where(m => m.Name != "attributes").ToList();
        if (named is not [var key] || !target.TryField(key.Name, out var field) || !field.ExternalId)
        {
            throw new SalesforceRefusedException(
                "INVALID_FIELD",
                $"The relationship {member.Name} needs exactly one external ID field of {target.Name}");
        }

        var value = RowBody.Text(member.Value, key.Name) ?? "";
        var rows = call.World.Store.Table(target).Find(field, value).Where(r => !r.IsDeleted).ToList();
        return rows switch
        {
            [var one] => new(reference.Name, one.Id),
            [] => throw new SalesforceRefusedException(
                "INVALID_FIELD",
                $"Foreign key external ID: {value} not found for field {field.Name} in entity {target.Name}"),
            _ => throw new SalesforceRefusedException(
                "INVALID_FIELD",
                $"Foreign key external ID: {value} is not unique for field {field.Name} in entity {target.Name}"),
        };
    }

    private static bool Contains(ReadOnlySpan<string> names, string name)
    {
        foreach (var candidate in names)
        {
            if (string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
