namespace Onboarding.Model.Signals;

/// <summary>One report of a signal.</summary>
/// <param name="At">When it was so at the customer, not when the hub heard of it.</param>
/// <param name="Value">In the unit of its kind; 1 for an event.</param>
/// <param name="Source">Who reports it, such as "gainsight".</param>
/// <param name="Reference">What the source calls the report; the same one is counted once.</param>
public sealed record SignalPoint(DateTimeOffset At, decimal Value, string Source, string Reference);
