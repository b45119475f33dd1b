using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.NextActions;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Documents;

/// <summary>Rules of playbooks and settings in words, as their files say them: texts, to be made harmless.</summary>
internal static class RuleWords
{
    /// <summary>Such as "complexity = high or strategic = true".</summary>
    public static string Of(Condition condition) => condition switch
    {
        Condition.All all => Joined(all.Parts, "and"),
        Condition.Any any => Joined(any.Parts, "or"),
        Condition.Not not => $"not ({Of(not.Part)})",
        Condition.Compare { Value: null } compare => $"{compare.Field} {Sign(compare.Comparison)}",
        Condition.Compare compare => $"{compare.Field} {Sign(compare.Comparison)} {compare.Value}",
        _ => throw new UnreachableException(),
    };

    /// <summary>Such as "10 business days".</summary>
    public static string Days(int days, DayUnit unit = DayUnit.Calendar) =>
        $"{days} {(unit == DayUnit.Business ? "business " : "")}{(days == 1 ? "day" : "days")}";

    /// <summary>What an alert looks at, with its time.</summary>
    public static string Of(AlertDefinition alert)
    {
        string rule = Of(alert.Rule);
        rule += alert.InStages.IsEmpty ? "" : $"; in {string.Join(", ", alert.InStages)}";
        rule += alert.From is { } from ? $"; from {from.InWords}" : "";
        return rule + (alert.Until is { } until ? $"; until {until.InWords}" : "");
    }

    /// <summary>The name of a role for people; its key where it has none.</summary>
    public static string Role(string key)
    {
        string title = NextActions.Role.Usual.FirstOrDefault(role => role.Key == key)?.Title ?? key;
        bool isCustomers = key.StartsWith(NextActions.Role.CustomerPrefix, StringComparison.Ordinal);
        return isCustomers && title != key ? $"Customer: {title}" : title;
    }

    private static string Of(AlertRule rule) => rule switch
    {
        AlertRule.Signal signal => Of(signal),
        AlertRule.BlockerOpen { Kind: null } open => $"a blocker is open for more than {Days(open.Days)}",
        AlertRule.BlockerOpen open => $"a blocker ({Word(open.Kind!.Value)}) is open for more than {Days(open.Days)}",
        AlertRule.BlockersRaised raised =>
            $"{raised.AtLeast} open blockers or more became more severe within {Days(raised.WithinDays)}",
        AlertRule.MilestoneLate late => $"milestone {late.Key} is late by more than {Days(late.Days)}",
        AlertRule.StageLate late => $"stage {late.Key} is past its SLA by more than {Days(late.Days)}",
        AlertRule.InputOpen open => $"input {open.Key} is not verified",
        AlertRule.Fact fact => Of(fact.Condition),
        _ => throw new UnreachableException(),
    };

    private static string Of(AlertRule.Signal signal)
    {
        string name = SignalCatalogue.Of(signal.Kind).Name;
        string threshold = signal.Threshold.ToString("0.############", CultureInfo.InvariantCulture);
        string compared = $"{Sign(signal.Comparison)} {threshold}";
        return signal.Reading switch
        {
            SignalReading.Latest => $"newest {name} {compared}",
            SignalReading.Average when signal.ReportsMin > 1 =>
                $"average {name} of {Days(signal.OverDays)} {compared}, of {signal.ReportsMin} reports at least",
            SignalReading.Average => $"average {name} of {Days(signal.OverDays)} {compared}",
            SignalReading.Count => $"reports of {name} within {Days(signal.OverDays)} {compared}",
            SignalReading.Spike => $"reports of {name} within 7 days over the mean of 8 weeks plus 3 standard "
                + $"deviations, and {threshold} at least",
            SignalReading.Deviation => $"newest {name} worse than the mean of 8 weeks by 3 standard deviations, of "
                + $"{threshold} reports at least",
            _ => throw new UnreachableException(),
        };
    }

    private static string Word(BlockerKind kind) => kind switch
    {
        BlockerKind.MissingCustomerInput => "missing customer input",
        BlockerKind.InternalApproval => "internal approval",
        BlockerKind.ProvisioningStep => "provisioning step",
        BlockerKind.Technical => "technical",
        BlockerKind.Other => "other",
        _ => throw new UnreachableException(),
    };

    private static string Joined(ImmutableArray<Condition> parts, string word) =>
        string.Join($" {word} ", parts.Select(part => IsJoined(part) ? $"({Of(part)})" : Of(part)));

    private static bool IsJoined(Condition condition) =>
        condition is Condition.All { Parts.Length: > 1 } or Condition.Any { Parts.Length: > 1 };

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "!=",
        Comparison.Less => "<",
        Comparison.AtMost => "<=",
        Comparison.Greater => ">",
        Comparison.AtLeast => ">=",
        Comparison.Filled => "is filled",
        Comparison.Missing => "is missing",
        _ => throw new UnreachableException(),
    };
}
