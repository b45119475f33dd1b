using Google.Protobuf.WellKnownTypes;

using Onboarding.Model.Onboardings;
using Onboarding.Model.Signals;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Signals are recorded over the API, and what they raise is seen there.</summary>
public sealed class SignalCallTests
{
    [Fact]
    public void Both_sides_name_their_kinds_and_severities_alike()
    {
        Assert.Equal(
            ["Unspecified", .. System.Enum.GetNames<SignalKind>()], System.Enum.GetNames<V1.SignalKind>());
        Assert.Equal(
            System.Enum.GetValues<BlockerSeverity>().Order().Select(severity => severity.ToString()),
            System.Enum.GetValues<V1.BlockerSeverity>().Skip(1).Select(severity => severity.ToString()));
    }

    [Fact]
    [Trait("Requirement", "A10.8")]
    [Trait("Requirement", "A11.10")]
    public async Task A_signal_raises_an_alarm_that_says_what_to_do_next_and_a_better_one_resolves_it()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.Onboarding after = await RecordAsync(host, calls, V1.SignalKind.EngagementScore, "65", "1");
        Assert.Equal(V1.OnboardingHealth.AtRisk, after.Health);
        V1.Escalation alarm = Assert.Single(after.Escalations);
        Assert.Equal(("alert:engagement_low", V1.EscalationState.Raised), (alarm.Cause, alarm.State));
        Assert.Contains("65 points", alarm.Explanation, StringComparison.Ordinal);
        Assert.Contains("below 70. Next: Call the sponsor", alarm.Explanation, StringComparison.Ordinal);
        V1.Signal newest = Assert.Single(after.Signals);
        Assert.Equal(("65", "gainsight", "1"), (newest.Value, newest.Source, newest.Reference));

        // Under another request id, it is still the same report.
        Assert.Equal(after, await RecordAsync(host, calls, V1.SignalKind.EngagementScore, "65.0", "1"));
        V1.Onboarding resolved = await RecordAsync(host, calls, V1.SignalKind.EngagementScore, "95", "2");
        Assert.Equal(V1.EscalationState.Resolved, Assert.Single(resolved.Escalations).State);
        Assert.Equal(V1.OnboardingHealth.OnTrack, resolved.Health);
    }

    [Fact]
    [Trait("Requirement", "A10.7")]
    public async Task The_net_promoter_score_is_shown_apart_from_the_answers()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        V1.Onboarding first = await RecordAsync(host, calls, V1.SignalKind.CustomerContact, "", "0");
        Assert.False(first.HasNetPromoterScore);
        foreach ((string answer, string reference) in new[] { ("10", "1"), ("9", "2"), ("8", "3") })
        {
            await RecordAsync(host, calls, V1.SignalKind.NpsAnswer, answer, reference);
        }

        V1.Onboarding after = await RecordAsync(host, calls, V1.SignalKind.NpsAnswer, "3", "4");
        Assert.Equal(25, after.NetPromoterScore);
        Assert.Equal("3", after.Signals.Single(signal => signal.Kind == V1.SignalKind.NpsAnswer).Value);
    }

    [Theory]
    [InlineData(V1.SignalKind.EngagementScore, "101")]
    [InlineData(V1.SignalKind.EngagementScore, "")]
    [InlineData(V1.SignalKind.EngagementScore, "1e1")]
    [InlineData(V1.SignalKind.EngagementScore, "NaN")]
    [InlineData(V1.SignalKind.NpsAnswer, "7.5")]
    [InlineData(V1.SignalKind.StakeholderChanged, "2")]
    [InlineData(V1.SignalKind.Unspecified, "1")]
    public async Task What_is_no_such_signal_is_refused(V1.SignalKind kind, string value)
    {
        await using ApiHost host = await WorldAsync();
        Failed failed = await host.Calls(ApiHost.MemberToken).FailAsync(
            "RecordSignal", Request(host, kind, value, "1"));
        Assert.Equal("INVALID_FIELD", failed.Reason);
    }

    [Fact]
    public async Task A_reference_that_says_something_else_and_a_time_to_come_are_refused()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        await RecordAsync(host, calls, V1.SignalKind.EngagementScore, "90", "1");
        Failed other = await calls.FailAsync("RecordSignal", Request(host, V1.SignalKind.EngagementScore, "91", "1"));
        Assert.Equal("STATE_CONFLICT", other.Reason);

        V1.RecordSignalRequest ahead = Request(host, V1.SignalKind.EngagementScore, "90", "2");
        ahead.EventTime = Timestamp.FromDateTimeOffset(host.Clock.GetUtcNow().AddHours(1));
        Assert.Equal("INVALID_FIELD", (await calls.FailAsync("RecordSignal", ahead)).Reason);
        ahead.EventTime = null;
        Assert.Equal("INVALID_FIELD", (await calls.FailAsync("RecordSignal", ahead)).Reason);
    }

    [Fact]
    [Trait("Requirement", "A11.6")]
    public async Task Two_blockers_that_become_worse_raise_an_alarm()
    {
        await using ApiHost host = await WorldAsync();
        RawCalls calls = host.Calls(ApiHost.MemberToken);
        foreach (string key in new[] { "b1", "b2" })
        {
            await calls.CallAsync<V1.Onboarding>("RaiseBlocker", new V1.RaiseBlockerRequest
            {
                Name = AcmeWorld.Onboarding,
                Kind = V1.BlockerKind.Technical,
                Description = "No network.",
                Owner = "a@example.com",
                Severity = key == "b1" ? V1.BlockerSeverity.Unspecified : V1.BlockerSeverity.Low,
                RequestId = $"raise-{key}",
            });
        }

        V1.Onboarding after = await WorseAsync("b1");
        Assert.Empty(after.Escalations);
        after = await WorseAsync("b2");
        Assert.Equal("alert:blockers_escalating", Assert.Single(after.Escalations).Cause);
        Assert.All(after.Blockers, blocker => Assert.Equal(V1.BlockerSeverity.High, blocker.Severity));

        Task<V1.Onboarding> WorseAsync(string key) => calls.CallAsync<V1.Onboarding>(
            "RaiseBlockerSeverity", new V1.RaiseBlockerSeverityRequest
            {
                Name = AcmeWorld.Onboarding,
                Blocker = key,
                Severity = V1.BlockerSeverity.High,
                RequestId = $"worse-{key}",
            });
    }

    private static async Task<ApiHost> WorldAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(host);
        return host;
    }

    private static Task<V1.Onboarding> RecordAsync(
        ApiHost host, RawCalls calls, V1.SignalKind kind, string value, string reference) =>
        calls.CallAsync<V1.Onboarding>("RecordSignal", Request(host, kind, value, reference));

    private static V1.RecordSignalRequest Request(
        ApiHost host, V1.SignalKind kind, string value, string reference) => new()
    {
        Name = AcmeWorld.Onboarding,
        Kind = kind,
        Value = value,
        EventTime = Timestamp.FromDateTimeOffset(host.Clock.GetUtcNow()),
        Source = "gainsight",
        Reference = reference,
        RequestId = $"record-{kind}-{value}-{reference}",
    };
}
