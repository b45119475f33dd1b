using Onboarding.Model.Workspaces;
using Onboarding.Model.Workspaces.Files;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

public sealed class WorkspaceFileTests
{
    private const string Small = """
        display_name: Example
        playbook: small
        calendar:
          time_zone: Europe/Vienna
          working_days: [monday, sunday]
          holidays: [2026-01-01]
        tiers:
          big:
            title: Big
            when: annual_recurring_revenue >= 50000
          rest:
            title: Rest
        handoff:
          big: [goals, stakeholders]
          rest: [goals]
        roles:
          csm:
            big: [a@example.com, b@example.com]
            other_tiers: [c@example.com]
          ae: [d@example.com]

        """;

    [Fact]
    public void A_workspace_file_gives_settings()
    {
        WorkspaceReading reading = WorkspaceFile.Read(Small, "workspace.yaml");
        WorkspaceSettings settings = reading.Settings!;

        Assert.Empty(reading.Faults);
        Assert.Equal("Monday Sunday", string.Join(' ', settings.Calendar.WorkingDays));
        Assert.Equal(new DateOnly(2026, 1, 1), Assert.Single(settings.Calendar.Holidays));
        Assert.Equal("c@example.com", settings.HolderOf("csm", "rest", "any"));
        Assert.Equal("d@example.com", settings.HolderOf("ae", "big", "any"));
        Assert.Equal(["goals", "stakeholders"], settings.RequiredHandoffFields("big"), StringComparer.Ordinal);
        Assert.Null(settings.Tiers[^1].When);
    }

    [Fact]
    [Trait("Requirement", "A4.7")]
    public void An_account_always_gets_the_same_one_of_several_people()
    {
        WorkspaceSettings settings = WorkspaceFile.Read(Small, "workspace.yaml").Settings!;
        string?[] holders = [.. Enumerable.Range(0, 50).Select(i => settings.HolderOf("csm", "big", $"account {i}"))];

        Assert.Equal(holders, Enumerable.Range(0, 50).Select(i => settings.HolderOf("csm", "big",
        $"account {i}")).ToArray(),
            StringComparer.Ordinal);
        Assert.Equal(2, holders.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("time_zone: Europe/Vienna", "time_zone: Mars/Olympus",
        "4:14: calendar.time_zone: 'Mars/Olympus' is no time "
        + "zone known here; use an IANA name such as Europe/Vienna")]
    [InlineData("[monday, sunday]", "[monday, funday]", "5:26: calendar.working_days[2]: 'funday' is not known; "
        + "known are sunday, monday, tuesday, wednesday, thursday, friday, saturday")]
    [InlineData("[monday, sunday]", "[]", "5:17: calendar.working_days: a calendar needs at least one working day")]
    [InlineData("[2026-01-01]", "[2026-02-30]",
        "6:14: calendar.holidays[1]: '2026-02-30' is no day; write it like 2026-12-24")]
    [InlineData("    when: annual_recurring_revenue >= 50000\n", "",
        "8:3: tiers.big: 'when' is missing; only the last tier goes without")]
    [InlineData("    title: Rest\n", "    title: Rest\n    when: strategic = true\n",
        "13:5: tiers.rest.when: the last tier takes "
        + "every account that is left, so it has no condition")]
    [InlineData("    title: Rest\n", "    name: Rest\n",
        "11:3: tiers.rest: 'title' is missing\n12:5: tiers.rest: 'name' is no key "
        + "here; known are when, title")]
    [InlineData("  rest: [goals]\n", "", "13:1: handoff: 'rest' is missing")]
    [InlineData("  rest: [goals]\n", "  rest: []\n",
        "15:9: handoff.rest: at least one field is needed here: a handoff that asks "
        + "for nothing hands nothing over")]
    [InlineData("  ae: [d@example.com]\n", "  ae: [d at example.com]\n",
        "20:8: roles.ae[1]: 'd at example.com' is no mail address")]
    [InlineData("playbook: small", "playbook: small\nsign_off: perhaps", "3:11: sign_off: 'perhaps' is no rule of sign-off; "
        + "known are required, not_required")]
    [InlineData("  ae: [d@example.com]\n", "  ae: []\n", "20:7: roles.ae: at least one mail address is needed here")]
    [InlineData("    other_tiers:", "    others:", "19:5: roles.csm.others: this is no tier of this workspace; "
        + "known are big, rest, other_tiers")]
    public void A_fault_is_found_at_its_place(string line, string instead, string expected)
    {
        Assert.Contains(line, Small, StringComparison.Ordinal);
        WorkspaceReading reading = WorkspaceFile.Read(Small.Replace(line, instead, StringComparison.Ordinal), "w.yaml");

        Assert.Null(reading.Settings);
        Assert.Equal(
            string.Join('\n', expected.Split('\n').Select(fault => $"w.yaml:{fault}")), string.Join('\n',
            reading.Faults));
    }

    [Theory]
    [Trait("Requirement", "A3.5")]
    [InlineData("", false)]
    [InlineData("sign_off: not_required\n", false)]
    [InlineData("sign_off: required\n", true)]
    public void Sign_off_is_required_only_where_the_file_says_so(string line, bool required) =>
        Assert.Equal(required, WorkspaceFile.Read(line + Small, "w.yaml").Settings!.SignOffRequired);

    [Theory]
    [InlineData("handoff_complete")]
    [InlineData("favourite_colour")]
    public void Sales_can_only_be_asked_for_fields_that_sales_can_fill_in(string field)
    {
        string text = Small.Replace("rest: [goals]", $"rest: [{field}]", StringComparison.Ordinal);
        Assert.Contains(
            $"'{field}' is no field that sales can fill in on an opportunity; known are name, ",
            Assert.Single(WorkspaceFile.Read(text, "w.yaml").Faults).Message,
            StringComparison.Ordinal);
    }
}
