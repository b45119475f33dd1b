namespace Onboarding.Model.Audits.Reports;

/// <summary>What a figure means.</summary>
/// <param name="Unit">"deals", "days", "share" (0 to 1) or "points" (0 to 10).</param>
/// <param name="Words">Which cases are counted, what is measured, and from where.</param>
public sealed record FigureDefinition(string Unit, string Words);
