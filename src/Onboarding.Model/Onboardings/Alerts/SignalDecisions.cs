using Onboarding.Model.Journal;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Onboardings.Alerts;

/// <summary>Decides what is taken in about a customer.</summary>
internal static class SignalDecisions
{
    private const int TextMax = 200;

    // Clocks of platforms differ by so much; what lies further ahead is a mistake.
    private static readonly TimeSpan s_ahead = TimeSpan.FromMinutes(5);

    public static Decision<OnboardingEvent> Decide(
        OnboardingState state, OnboardingCommand.ObserveSignal command, DateTimeOffset now)
    {
        if (FaultOf(command, now) is { } fault)
        {
            return Decision<OnboardingEvent>.Refuse(RefusalReason.InvalidField, $"The signal is not taken: {fault}.");
        }

        var point = new SignalPoint(
            command.At.ToUniversalTime(), Plain(command.Value), command.Source, command.Reference);
        SignalSeries? series = state.Series(command.Kind);
        if (series?.Find(point.Source, point.Reference) is { } known)
        {
            return known == point
                ? Decision<OnboardingEvent>.Unchanged
                : Decision<OnboardingEvent>.Refuse(
                    RefusalReason.StateConflict,
                    $"{point.Source} reported {point.Reference} before, with {known.Value} at {known.At:O}; "
                    + "another report needs a reference of its own.");
        }

        // What no rule looks back to is not kept, however it comes.
        return point.At <= state.StartedAt.AddDays(-SignalSeries.DaysMax)
            || (series is not null && ReferenceEquals(series, series.With(point)))
            ? Decision<OnboardingEvent>.Unchanged
            : Decision<OnboardingEvent>.Of(new OnboardingEvent.SignalObserved(command.Kind, point, now));
    }

    private static string? FaultOf(OnboardingCommand.ObserveSignal command, DateTimeOffset now)
    {
        if (IsBlank(command.Source) || IsBlank(command.Reference))
        {
            return $"source and reference are texts of 1 to {TextMax} characters";
        }

        return command.At > now + s_ahead
            ? $"{command.At:O} lies ahead"
            : SignalCatalogue.Of(command.Kind).Fault(command.Value);
    }

    private static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text) || text.Length > TextMax;

    // 0.80 and 0.8 are the same report.
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
