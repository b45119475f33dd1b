namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>One call in the log.</summary>
/// <param name="Number">Number since the start, from 1; faults go by it.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path without query.</param>
/// <param name="At">Time of the sandbox's clock at arrival.</param>
public sealed record GainsightCall(long Number, GainsightCallKind Kind, string Method, string Path, DateTimeOffset At);
