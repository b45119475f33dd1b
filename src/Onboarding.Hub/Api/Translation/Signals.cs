using System.Diagnostics;
using System.Globalization;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Signals;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Signals and severities on the wire.</summary>
internal static class Signals
{
    private const int ValueMax = 40;

    public static V1.Signal ToWire(SignalKind kind, SignalPoint point) => new()
    {
        Kind = Enum.Parse<V1.SignalKind>(kind.ToString()),
        Value = point.Value.ToString(CultureInfo.InvariantCulture),
        EventTime = Wire.Of(point.At),
        Source = point.Source,
        Reference = point.Reference,
    };

    /// <exception cref="RefusedException">A field is none.</exception>
    public static OnboardingCommand.ObserveSignal FromWire(V1.RecordSignalRequest request)
    {
        SignalDefinition definition = SignalCatalogue.Of(KindOf(request.Kind));
        bool isEvent = definition.Polarity == SignalPolarity.Event;
        decimal value = isEvent && request.Value.Length == 0 ? 1 : NumberOf(request.Value);
        if (definition.Fault(value) is { } fault)
        {
            throw Refuse.Field("value", $"{fault}.");
        }

        return new OnboardingCommand.ObserveSignal(
            definition.Kind, value, Wire.Instant(request.EventTime ?? throw NoTime(), "event_time"),
            Texts.Key(request.Source, "source"), Texts.Key(request.Reference, "reference"));
    }

    /// <summary>The severity, or null where none is given.</summary>
    public static BlockerSeverity? SeverityOf(V1.BlockerSeverity severity) => severity switch
    {
        V1.BlockerSeverity.Unspecified => null,
        V1.BlockerSeverity.Low => BlockerSeverity.Low,
        V1.BlockerSeverity.Medium => BlockerSeverity.Medium,
        V1.BlockerSeverity.High => BlockerSeverity.High,
        V1.BlockerSeverity.Critical => BlockerSeverity.Critical,
        _ => throw Refuse.Field("severity", "The severity is unknown."),
    };

    public static V1.BlockerSeverity SeverityOf(BlockerSeverity severity) => severity switch
    {
        BlockerSeverity.Low => V1.BlockerSeverity.Low,
        BlockerSeverity.Medium => V1.BlockerSeverity.Medium,
        BlockerSeverity.High => V1.BlockerSeverity.High,
        BlockerSeverity.Critical => V1.BlockerSeverity.Critical,
        _ => throw new UnreachableException(),
    };

    // Both sides name their kinds alike, which a test holds.
    private static SignalKind KindOf(V1.SignalKind kind) =>
        Enum.IsDefined(kind) && Enum.TryParse(kind.ToString(), out SignalKind known)
            ? known
            : throw Refuse.Field("kind", "The kind is missing or unknown; say what the signal says.");

    // By default it could not be now: a report that is repeated would say something else.
    private static RefusedException NoTime() =>
        Refuse.Field("event_time", "event_time is missing; say when it was so at the customer.");

    private static decimal NumberOf(string text)
    {
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return text.Length <= ValueMax && decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw Refuse.Field("value", "value is no number in plain notation, such as 0.75.");
    }
}
