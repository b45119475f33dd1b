using Onboarding.Connectors.Salesforce.Sandbox.Rows;

namespace Onboarding.Connectors.Salesforce.Sandbox.Formulas;

/// <summary>The one row a formula sees: as it is about to be saved, and as it was (null when it is new).</summary>
internal sealed record FormulaContext(
    IReadOnlyDictionary<string, object?> Fields, IReadOnlyDictionary<string, object?>? Before, RowStore Store);
