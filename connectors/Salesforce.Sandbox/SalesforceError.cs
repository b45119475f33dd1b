using System.Collections.Immutable;

namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>One reason for a refusal: the platform's code, its message and the fields it blames.</summary>
public sealed record SalesforceError(string Code, string Message, ImmutableArray<string> Fields);
