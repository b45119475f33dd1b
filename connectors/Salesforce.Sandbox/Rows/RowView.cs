namespace Onboarding.Connectors.Salesforce.Sandbox.Rows;

/// <summary>A row together with the version of it that a reader sees.</summary>
internal readonly record struct RowView(Row Row, IReadOnlyDictionary<string, object?> Fields);
