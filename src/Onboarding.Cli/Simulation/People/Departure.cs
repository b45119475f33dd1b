namespace Onboarding.Cli.Simulation.People;

/// <summary>Somebody leaves, and somebody else takes over what they held.</summary>
/// <param name="Day">The last day of the one and the first of the other.</param>
/// <param name="Role">The role that is held.</param>
/// <param name="Leaver">Mail address of who leaves.</param>
/// <param name="Successor">Mail address of who comes.</param>
internal sealed record Departure(int Day, string Role, string Leaver, string Successor);
