namespace Onboarding.Cli.Demo.Telling;

/// <summary>One sentence of a day.</summary>
/// <param name="Rank">Place among the lines of the day: what comes in first, what went out last.</param>
/// <param name="Detail">What may be one of several, said together in one sentence; null when the text is the sentence.</param>
internal sealed record StoryLine(int Day, int Rank, string Customer, string Text, string? Detail = null);
