using System.Collections.Immutable;
using System.Globalization;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;

namespace Onboarding.Connectors.Salesforce.Sandbox.Formulas;

/// <summary>
/// Checks a formula against the type it guards and turns it into a function. Functions and their limits follow
/// "Formula Operators and Functions by Context" and "Tips for Working with Picklist Formula Fields".
/// </summary>
internal sealed class FormulaCompiler(SObjectType type, Catalog catalog)
{
    /// <summary>The rule as a function that is true when the row must be refused.</summary>
    public static Func<FormulaContext, bool> Compile(string formula, SObjectType type, Catalog catalog)
    {
        var value = new FormulaCompiler(type, catalog).Value(FormulaParser.Parse(formula), PicklistUse.Refused);
        return context => value(context) is true;
    }

    private enum PicklistUse
    {
        Refused,
        Allowed,
    }

    private Func<FormulaContext, object?> Value(Formula formula, PicklistUse picklists) => formula switch
    {
        Formula.Constant constant => _ => constant.Value,
        Formula.FieldValue field => ReadField(field, picklists),
        Formula.Operation operation => Compare(operation),
        Formula.Call call => Apply(call),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Func<FormulaContext, object?> Apply(Formula.Call call) => (call.Function, call.Arguments) switch
    {
        ("AND", { Length: > 0 } all) => All(all),
        ("OR", { Length: > 0 } any) => Any(any),
        ("NOT", [var inner]) => Not(Value(inner, PicklistUse.Refused)),
        ("IF", [var test, var then, var otherwise]) => If(test, then, otherwise),
        ("ISBLANK" or "ISNULL", [var inner]) => IsBlank(Value(inner, PicklistUse.Allowed)),
        ("ISPICKVAL", [Formula.FieldValue field, Formula.Constant { Value: string value }]) =>
            IsPickValue(field, value),
        ("TEXT", [var inner]) => AsText(Value(inner, PicklistUse.Allowed)),
        ("LEN", [var inner]) => Length(Value(inner, PicklistUse.Refused)),
        ("ISNEW", []) => context => context.Before is null,
        ("ISCHANGED", [Formula.FieldValue field]) => IsChanged(Own(field)),
        ("PRIORVALUE", [Formula.FieldValue field]) => Prior(Own(field)),
        ("AND" or "OR" or "NOT" or "IF" or "ISBLANK" or "ISNULL" or "ISPICKVAL" or "TEXT" or "LEN" or "ISNEW"
            or "ISCHANGED"
            or "PRIORVALUE", _) => throw FormulaParser.Bad($"Incorrect parameters for function '{call.Function}()'"),
        _ => throw FormulaParser.Bad($"Unknown function {call.Function}. Check spelling."),
    };

    private Func<FormulaContext, object?> All(ImmutableArray<Formula> parts)
    {
        var values = parts.Select(p => Value(p, PicklistUse.Refused)).ToList();
        return context => values.TrueForAll(v => v(context) is true);
    }

    private Func<FormulaContext, object?> Any(ImmutableArray<Formula> parts)
    {
        var values = parts.Select(p => Value(p, PicklistUse.Refused)).ToList();
        return context => values.Exists(v => v(context) is true);
    }

    private static Func<FormulaContext, object?> Not(Func<FormulaContext, object?> inner) =>
        context => inner(context) is not true;

    private Func<FormulaContext, object?> If(Formula test, Formula then, Formula otherwise)
    {
        var (condition, yes, no) =
            (Value(test, PicklistUse.Refused), Value(then, PicklistUse.Refused), Value(otherwise, PicklistUse.Refused));
        return context => condition(context) is true ? yes(context) : no(context);
    }

    private static Func<FormulaContext, object?> IsBlank(Func<FormulaContext, object?> inner) =>
        context => inner(context) is null or "";

    private Func<FormulaContext, object?> IsPickValue(Formula.FieldValue field, string value)
    {
        var (read, definition) = Resolve(field);
        if (definition.Type != SalesforceFieldType.Picklist)
        {
            throw FormulaParser.Bad("Incorrect parameter type for function 'ISPICKVAL()'. Expected Picklist");
        }

        return context => string.Equals(read(context) as string ?? "", value, StringComparison.Ordinal);
    }

    private static Func<FormulaContext, object?> AsText(Func<FormulaContext, object?> inner) =>
        context => inner(context) switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static Func<FormulaContext, object?> Length(Func<FormulaContext, object?> inner) =>
        context => (decimal)((inner(context) as string)?.Length ?? 0);

    /// <summary>
    /// False for a new row ("ISCHANGED: this function returns FALSE when evaluating on a new record").
    /// </summary>
    private static Func<FormulaContext, object?> IsChanged(SalesforceField field) => context =>
        context.Before is { } before
            && !Equals(before.GetValueOrDefault(field.Name), context.Fields.GetValueOrDefault(field.Name));

    /// <summary>The current value for a new row, as PRIORVALUE is documented.</summary>
    private static Func<FormulaContext, object?> Prior(SalesforceField field) =>
        context => (context.Before ?? context.Fields).GetValueOrDefault(field.Name);

    private Func<FormulaContext, object?> Compare(Formula.Operation operation)
    {
        var (left, right) = (Value(operation.Left, PicklistUse.Refused), Value(operation.Right, PicklistUse.Refused));
        Func<object?, object?, bool> holds = operation.Symbol switch
        {
            "=" => (a, b) => Equals(Blank(a), Blank(b)),
            "<>" => (a, b) => !Equals(Blank(a), Blank(b)),
            "<" => (a, b) => Order(a, b) < 0,
            ">" => (a, b) => Order(a, b) > 0,
            "<=" => (a, b) => Order(a, b) <= 0,
            ">=" => (a, b) => Order(a, b) >= 0,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return context => holds(left(context), right(context));
    }

    private static object? Blank(object? value) => value is "" ? null : value;

    /// <summary>Null when either side is blank or the kinds differ: such a comparison does not hold.</summary>
    private static int? Order(object? a, object? b) => (a, b) switch
    {
        (decimal x, decimal y) => x.CompareTo(y),
        (DateOnly x, DateOnly y) => x.CompareTo(y),
        (DateTimeOffset x, DateTimeOffset y) => x.CompareTo(y),
        (string x, string y) => string.CompareOrdinal(x, y),
        _ => null,
    };

    private Func<FormulaContext, object?> ReadField(Formula.FieldValue field, PicklistUse picklists)
    {
        var (read, definition) = Resolve(field);
        return definition.Type == SalesforceFieldType.Picklist && picklists == PicklistUse.Refused
            ? throw FormulaParser.Bad(
                $"Field {field.Name} is a picklist field. Picklist fields are only supported in certain functions.")
            : read;
    }

    private SalesforceField Own(Formula.FieldValue field) =>
        field.Path is [var name] && type.TryField(name, out var found) ? Usable(found) : throw Unknown(field);

    private (Func<FormulaContext, object?> Read, SalesforceField Field) Resolve(Formula.FieldValue field)
    {
        var hops = new List<SalesforceField>();
        var at = type;
        foreach (var relationship in field.Path.AsSpan()[..^1])
        {
            var hop = at.ByRelationship(relationship) ?? throw Unknown(field);
            hops.Add(hop);
            at = catalog.Type(hop.References[0]);
        }

        if (!at.TryField(field.Path[^1], out var found))
        {
            throw Unknown(field);
        }

        return (context => Read(context, hops, found), Usable(found));
    }

    private static object? Read(FormulaContext context, List<SalesforceField> hops, SalesforceField field)
    {
        var fields = context.Fields;
        foreach (var hop in hops)
        {
            if (context.Store.Find(fields.GetValueOrDefault(hop.Name) as string) is not { } parent)
            {
                return null;
            }

            fields = parent.Fields;
        }

        return fields.GetValueOrDefault(field.Name);
    }

    // Whether long text may stand in a validation formula could not be confirmed from the platform's pages. Refusing it
    // is the safe side: a rule that this sandbox takes is one that the platform takes.
    private static SalesforceField Usable(SalesforceField field) => field.Type == SalesforceFieldType.LongText
        ? throw FormulaParser.Bad(
            $"You cannot use {field.Name} here. Long text area fields are not available in this formula.")
        : field;

    private static SalesforceRefusedException Unknown(Formula.FieldValue field) =>
        FormulaParser.Bad($"Field {field.Name} does not exist. Check spelling.");
}
