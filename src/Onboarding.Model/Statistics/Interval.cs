namespace Onboarding.Model.Statistics;

/// <summary>Where the true value lies, at the stated level of confidence. Both ends belong to it.</summary>
public sealed record Interval(double Low, double High);
