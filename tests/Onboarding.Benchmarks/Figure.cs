namespace Onboarding.Benchmarks;

/// <summary>One measured figure with what it is held against in the same run.</summary>
/// <param name="Name">Lasting name, in lower snake case.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Yardstick">What it is compared with, with its value; empty when there is none.</param>
/// <param name="Ratio">Figure by yardstick; null when there is none.</param>
internal sealed record Figure(string Name, double Value, string Unit, string Yardstick, double? Ratio);
