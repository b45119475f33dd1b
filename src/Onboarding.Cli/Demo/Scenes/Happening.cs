namespace Onboarding.Cli.Demo.Scenes;

/// <summary>Something that people did and that the hub never hears of, for the story.</summary>
internal sealed record Happening(int Day, string Customer, string Text);
