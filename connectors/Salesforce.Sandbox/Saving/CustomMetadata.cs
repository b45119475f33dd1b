using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Saving;

/// <summary>Reads the Metadata of a custom field ("Metadata API Developer Guide, CustomField").</summary>
internal static partial class CustomMetadata
{
    private static readonly ImmutableArray<string> Members =
    [
        "label", "type", "length", "visibleLines", "description", "inlineHelpText", "required", "unique", "externalId",
        "caseSensitive",
        "defaultValue", "precision", "scale", "valueSet", "referenceTo", "relationshipName", "relationshipLabel",
        "deleteConstraint",
        "trackHistory", "trackFeedHistory",
    ];

    public static SalesforceField Field(string name, JsonObject metadata)
    {
        RefuseUnknown(metadata, Members);
        var type = Text(metadata, "type");
        var field = new SalesforceField
        {
            Name = name,
            Label = Text(metadata, "label"),
            Type = TypeOf(type),
            Length = type switch { "Text" =>
                Number(metadata, "length", 255), "LongTextArea" => Number(metadata, "length", 131_072), _ => 255 },
            Required = Flag(metadata, "required"),
            Unique = Flag(metadata, "unique"),
            ExternalId = Flag(metadata, "externalId"),
            CaseSensitive = Flag(metadata, "caseSensitive"),
        };
        return type switch
        {
            "LongTextArea" when Number(metadata, "visibleLines", 50) < 2 =>
                throw Bad("visibleLines must be at least 2"),
            "Checkbox" => field with { Default = DefaultFlag(metadata) },
            "Number" or "Currency" or "Percent" => field with
            {
                Precision = Number(metadata, "precision", 18),
                Scale = Number(metadata, "scale", 17),
            },
            "Picklist" => Picklist(field, metadata),
            "Lookup" => field with
            {
                Length = 18,
                References = [Text(metadata, "referenceTo")],
                Relationship = name[..^1] + "r",
                ChildRelationship = Text(metadata, "relationshipName") + "__r",
            },
            _ => field,
        };
    }

    public static void RefuseUnknown(JsonObject metadata, ImmutableArray<string> known)
    {
        if (metadata.Select(m => m.Key).FirstOrDefault(k => !known.Contains(k, StringComparer.Ordinal)) is { } unknown)
        {
            throw new SalesforceRefusedException("JSON_PARSER_ERROR", $"Unrecognized field \"{unknown}\"");
        }
    }

    /// <summary>The name without its suffix: letters, digits and single underscores, 40 characters at most.</summary>
    public static string DeveloperName(string apiName) =>
        apiName.EndsWith("__c", StringComparison.Ordinal) && ValidName().IsMatch(apiName[..^3])
            ? apiName[..^3]
            : throw Bad($"The API name {apiName} can only contain alphanumeric characters and single underscores, "
                + "must begin with a letter, must not end with an underscore, and ends with __c.");

    public static bool IsName(string name) => ValidName().IsMatch(name);

    public static string Text(JsonObject metadata, string member) =>
        metadata[member] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
            ? text
            : throw new SalesforceRefusedException(
                "REQUIRED_FIELD_MISSING", $"Required fields are missing: [{member}]", member);

    public static SalesforceRefusedException Bad(string message) => new("FIELD_INTEGRITY_EXCEPTION", message);

    private static SalesforceFieldType TypeOf(string type) => type switch
    {
        "Text" => SalesforceFieldType.Text,
        "LongTextArea" => SalesforceFieldType.LongText,
        "Checkbox" => SalesforceFieldType.Checkbox,
        "Picklist" => SalesforceFieldType.Picklist,
        "Date" => SalesforceFieldType.Date,
        "DateTime" => SalesforceFieldType.Instant,
        "Lookup" => SalesforceFieldType.Reference,
        "Number" => SalesforceFieldType.Number,
        "Currency" => SalesforceFieldType.Currency,
        "Percent" => SalesforceFieldType.Percent,
        "Email" => SalesforceFieldType.Email,
        "Phone" => SalesforceFieldType.Phone,
        "Url" => SalesforceFieldType.Url,
        _ => throw Bad($"'{type}' is not a valid value for the enum 'FieldType'"),
    };

    private static SalesforceField Picklist(SalesforceField field, JsonObject metadata)
    {
        if (metadata["valueSet"] is not JsonObject set
            || set["valueSetDefinition"]?["value"] is not JsonArray { Count: > 0 } values)
        {
            throw Bad("A picklist needs a valueSet with a valueSetDefinition");
        }

        var choices = values.OfType<JsonObject>().ToList();
        return field with
        {
            Values = [.. choices.Select(v => Text(v, v.ContainsKey("fullName") ? "fullName" : "valueName"))],
            Restricted = Flag(set, "restricted"),
            Default = choices.Find(v => Flag(v, "default")) is { } chosen ? Text(chosen, "fullName") : null,
        };
    }

    private static bool DefaultFlag(JsonObject metadata) => metadata["defaultValue"] switch
    {
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<string>(out var text) && bool.TryParse(text, out var flag) => flag,
        _ => throw Bad("Must specify 'defaultValue' as true or false for a CustomField of type Checkbox"),
    };

    /// <summary>A flag that may be absent, which means false.</summary>
    public static bool Flag(JsonObject metadata, string member) => metadata[member] switch
    {
        null => false,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw new SalesforceRefusedException("JSON_PARSER_ERROR", $"{member} must be true or false"),
    };

    /// <summary>A text that may be absent.</summary>
    public static string? Optional(JsonObject metadata, string member) => metadata[member] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new SalesforceRefusedException("JSON_PARSER_ERROR", $"{member} must be a text"),
    };

    private static int Number(JsonObject metadata, string member, int max) =>
        metadata[member] is JsonValue value && value.TryGetValue<decimal>(out var number) && number >= 0
            && number <= max
            ? (int)number
            : throw Bad(string.Create(
                CultureInfo.InvariantCulture, $"Must specify '{member}' from 0 to {max} for this type of CustomField"));

    [GeneratedRegex(
        "^(?=.{1,40}$)[A-Za-z](?:_?[A-Za-z0-9])*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValidName();
}
