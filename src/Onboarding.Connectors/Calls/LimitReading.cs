namespace Onboarding.Connectors.Calls;

/// <summary>What a platform says of a limit in an answer: how many calls are used and how many there are.</summary>
public sealed record LimitReading(string Family, int Used, int Allowed);
