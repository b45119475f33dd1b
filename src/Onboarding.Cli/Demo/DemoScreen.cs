using Spectre.Console;

namespace Onboarding.Cli.Demo;

/// <summary>
/// Where the demo tells its story. On a terminal a progress bar stands below the lines; what is piped gets the lines
/// alone, byte for byte.
/// </summary>
internal static class DemoScreen
{
    /// <summary>Plays, with a bar where somebody can see it.</summary>
    /// <param name="days">Days to be played.</param>
    /// <param name="play">Is given what tells a line, and what tells that a day is over.</param>
    public static async Task PlayAsync(int days, Func<Action<string>, Action<int>, Task> play)
    {
        // On one terminal the lines go through the bar's own console, which keeps the two apart.
        bool linesSeen = !Console.IsOutputRedirected;
        IAnsiConsole? console = linesSeen ? AnsiConsole.Console
            : Console.IsErrorRedirected ? null
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        Action<string> tell = linesSeen ? line => AnsiConsole.Console.WriteLine(line) : Console.Out.WriteLine;
        if (console is null)
        {
            await play(tell, static _ => { });
            return;
        }

        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .AutoClear(true)
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask("Day 0", maxValue: days);
                await play(tell, day =>
                {
                    bar.Description = $"Day {day} of {days}";
                    bar.Value = day;
                });
            });
    }
}
