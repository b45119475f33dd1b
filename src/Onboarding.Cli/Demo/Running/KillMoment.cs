namespace Onboarding.Cli.Demo.Running;

/// <summary>When the hub is killed.</summary>
/// <param name="Round">Number of the round in which it happens, from 0.</param>
/// <param name="Call">
/// The call to a platform, counted within the round from 1, at whose arrival it happens; 0 is the moment at which the
/// round was asked for.
/// </param>
/// <param name="Delay">Time after that moment: long enough that the call is answered, or that its answer is being stored.</param>
internal sealed record KillMoment(int Round, int Call, TimeSpan Delay);
