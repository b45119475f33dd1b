using System.Text.Json.Nodes;
using Onboarding.Connectors.Salesforce.Sandbox.Formulas;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Saving;

/// <summary>
/// The active validation rules, evaluated on every save whatever its way in
/// ("Metadata API Developer Guide, ValidationRule").
/// </summary>
internal sealed class ValidationRules(Catalog catalog, RowStore store)
{
    private readonly Dictionary<string, ActiveRule> _rules = new(StringComparer.Ordinal);

    private sealed record ActiveRule(string Type, Func<FormulaContext, bool> Refuses, string Message, string? Field);

    /// <summary>Takes a rule as it is defined now, replacing what it said before.</summary>
    public void Set(string id, SObjectType type, JsonObject metadata)
    {
        var formula = CustomMetadata.Text(metadata, "errorConditionFormula");
        var message = CustomMetadata.Text(metadata, "errorMessage");
        if (message.Length > 255)
        {
            throw new SalesforceRefusedException(
                "STRING_TOO_LONG", $"Error Message: data value too large: {message} (max length=255)", "ErrorMessage");
        }

        var shown = CustomMetadata.Optional(metadata, "errorDisplayField");
        if (shown is not null && !type.Has(shown))
        {
            throw new SalesforceRefusedException(
                "FIELD_INTEGRITY_EXCEPTION", $"Field {shown} does not exist. Check spelling.", "ErrorDisplayField");
        }

        var refuses = FormulaCompiler.Compile(formula, type, catalog);
        _rules.Remove(id);
        if (CustomMetadata.Flag(metadata, "active"))
        {
            _rules.Add(id, new ActiveRule(type.Name, refuses, message, shown));
        }
    }

    public void Remove(string id) => _rules.Remove(id);

    public void Check(
        SObjectType type, Dictionary<string, object?> fields, IReadOnlyDictionary<string, object?>? before)
    {
        if (_rules.Count == 0)
        {
            return;
        }

        var context = new FormulaContext(fields, before, store);
        var broken = _rules
            .Where(r => string.Equals(r.Value.Type, type.Name, StringComparison.Ordinal) && r.Value.Refuses(context))
            .OrderBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => new SalesforceError(
                "FIELD_CUSTOM_VALIDATION_EXCEPTION", r.Value.Message, r.Value.Field is { } field ? [field] : []));
        if (broken.ToArray() is { Length: > 0 } errors)
        {
            throw new SalesforceRefusedException([.. errors]);
        }
    }
}
