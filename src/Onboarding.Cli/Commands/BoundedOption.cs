using System.CommandLine;

namespace Onboarding.Cli.Commands;

/// <summary>A whole number within bounds; anything else is refused with the bounds.</summary>
internal static class BoundedOption
{
    public static Option<int> Of(string name, string description, int preset, int min, int max)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description} From {min} to {max}.",
            DefaultValueFactory = _ => preset,
        };
        option.Validators.Add(result =>
        {
            int value = result.GetValueOrDefault<int>();
            if (value < min || value > max)
            {
                result.AddError($"{name}: {value} cannot be used; give a number from {min} to {max}.");
            }
        });
        return option;
    }
}
