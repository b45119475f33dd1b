namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>One call as it arrived.</summary>
/// <param name="Number">Its number among calls of its sort: sign-ins count by themselves.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, as sent.</param>
/// <param name="HttpCode">The answer's code, or null when the connection was cut without one.</param>
/// <param name="Fault">The fault that struck it, if any.</param>
public sealed record SalesforceCall(
    long Number, SalesforceCallKind Kind, string Method, string Path, int? HttpCode, SalesforceFault? Fault);
