namespace Onboarding.Cli.Demo.Telling;

/// <summary>One sentence of a day.</summary>
/// <param name="Rank">Place among the lines of the day: what comes in first, what went out last.</param>
internal sealed record StoryLine(int Day, int Rank, string Customer, string Text);
