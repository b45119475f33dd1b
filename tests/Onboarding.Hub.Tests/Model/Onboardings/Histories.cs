using System.Diagnostics;
using System.Text.Json;

using FsCheck;
using FsCheck.Fluent;

using Onboarding.Model;
using Onboarding.Model.Onboardings;
using Onboarding.Testing.Builders;

using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model.Onboardings;

/// <summary>Holds a promise against many random histories.</summary>
internal static class Histories
{
    private const ulong Seed = 20_260_302;

    public static void Hold(ITestOutputHelper output, Action<OnboardingHistory> promise, int count = 120)
    {
        long started = Stopwatch.GetTimestamp();
        int decisions = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            OnboardingHistory history = OnboardingHistory.Of(seed);
            decisions += history.Steps.Length;
            promise(history);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Seed, 1));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(
            $"Seed {Seed}: {count} histories with {decisions} decisions; "
                + $"{count / seconds:0} histories and {decisions / seconds:0} decisions a second.");
    }

    public static string Json(OnboardingState state) =>
        JsonSerializer.Serialize(state, ModelJson.Default.OnboardingState);

    public static string Json(IEnumerable<OnboardingEvent> events) =>
        string.Join('\n', events.Select(each => JsonSerializer.Serialize(each, ModelJson.Default.OnboardingEvent)));
}
