using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Onboarding.Model.Fields;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>
/// The canonical text of all that hub, CRM and customer-success platform hold: the same for two runs that came to the
/// same end, whatever happened on the way. It has no ids, and no instant finer than a day, because the waits of a run in
/// which calls fail move the clock by minutes.
/// </summary>
internal static class EndState
{
    public static string Of(HubRecords hub, IEnumerable<Filed> crm, IEnumerable<Filed> cs)
    {
        IEnumerable<string> lines =
        [
            .. hub.Records.Select(record => Line("hub", record)),
            .. hub.Handoffs.Select(handoff => $"hub handoff {handoff.Deal}: {(handoff.IsComplete ? "complete" : "incomplete")}"),
            .. hub.Onboardings.SelectMany(Inside),
            .. crm.Select(record => Line("crm", record)),
            .. cs.Select(record => Line("cs", record)),
        ];
        return string.Join('\n', lines.Order(StringComparer.Ordinal)) + "\n";
    }

    /// <summary>SHA-256 of the text, in lower-case hexadecimal.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Line(string side, Filed record) =>
        $"{side} {record.Kind} {record.Name}: "
        + string.Join("; ", record.Fields
            .Where(field => field.Value.IsFilled)
            .Select(field => $"{field.Key}={OneLine(Shown(field.Value))}"));

    private static string Shown(FieldValue value) => value is FieldValue.Instant instant ? Day(instant.Value) : value.ToString();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static IEnumerable<string> Inside(V1.Onboarding onboarding)
    {
        string name = $"hub inside {onboarding.DisplayName}";
        yield return $"{name}: {onboarding.State}, {onboarding.Health}, owner {onboarding.Owner}, "
            + $"value after {(onboarding.HasTimeToValueDays ? onboarding.TimeToValueDays : -1)} days";
        foreach (V1.Stage stage in onboarding.Stages)
        {
            yield return $"{name} stage {stage.Key}: {stage.Owner}, from {Day(stage.EnterTime)} to {Day(stage.CompleteTime)}";
        }

        foreach (V1.Input input in onboarding.Inputs)
        {
            yield return $"{name} input {input.Key}: {input.State}, {input.Owner}, {input.Content}";
        }

        foreach (V1.SetupAction action in onboarding.SetupActions)
        {
            string system = action.Closer.StartsWith("system:", StringComparison.Ordinal) ? action.Closer : "by hand";
            yield return $"{name} set-up action {action.Key}: {action.State}, {action.Owner}, "
                + $"asked {action.Request} times, closed {Day(action.CloseTime)} {system}";
        }

        foreach (V1.Escalation escalation in onboarding.Escalations)
        {
            yield return $"{name} escalation {escalation.Cause}: {escalation.State}, step {escalation.Step}, "
                + $"{escalation.Owner}, raised {Day(escalation.RaiseTime)}";
        }
    }

    private static string Day(Google.Protobuf.WellKnownTypes.Timestamp? instant) =>
        instant is null ? "-" : Day(instant.ToDateTimeOffset());

    private static string Day(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
