using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Gainsight.Sandbox;
using Onboarding.Connectors.Settings;
using Onboarding.Sync.Calls;

using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight;

public sealed class GainsightSignInTests
{
    private static readonly (string, string)[] s_oauth =
        [("SignIn", "oauth"), ("ClientId", "sandbox-client"), ("ClientSecret", "sandbox-client-secret")];

    [Fact]
    [Trait("Requirement", "A6.4")]
    public async Task Machine_to_machine_sign_in_is_made_once_and_again_when_the_token_is_revoked()
    {
        await using GainsightBench bench = await GainsightBench.StartAsync(settings: s_oauth);
        bench.World.AddCompany("Kestrel Foods");
        await bench.ReadAsync("Company");
        await bench.ReadAsync("Company");
        Assert.Equal(1, bench.Sandbox.Calls[GainsightCallKind.Token]);

        bench.Sandbox.RevokeTokens();

        Assert.Single(await bench.ReadAsync("Company"));
        Assert.Equal(2, bench.Sandbox.Calls[GainsightCallKind.Token]);
    }

    [Theory]
    [InlineData(GainsightVariants.BadCredentialForm.Gateway401)]
    [InlineData(GainsightVariants.BadCredentialForm.Headers400)]
    public async Task A_credential_that_is_refused_is_unauthorized_in_every_form_and_stays_unseen(
        GainsightVariants.BadCredentialForm form)
    {
        await using GainsightBench key = await GainsightBench.StartAsync(
            new GainsightVariants { BadCredential = form }, settings: [("AccessKey", "wrong-key-7b1")]);
        await using GainsightBench oauth = await GainsightBench.StartAsync(
            new GainsightVariants { BadCredential = form },
            settings: [.. s_oauth[..2], ("ClientSecret", "wrong-secret-9c2")]);

        foreach (GainsightBench bench in new[] { key, oauth })
        {
            ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => bench.ReadAsync("Company"));
            Assert.Equal(FailureKind.Unauthorized, e.Failure.Kind);
            Assert.DoesNotContain("wrong-", $"{e} {string.Join(' ', bench.Hub.Log.Lines)}", StringComparison.Ordinal);
        }
    }

    [Theory]
    [Trait("Requirement", "A6.4")]
    [InlineData(GainsightFault.Throttled, FailureKind.RateLimited)]
    [InlineData(GainsightFault.ThrottledWith200, FailureKind.RateLimited)]
    [InlineData(GainsightFault.ServerError, FailureKind.Transient)]
    [InlineData(GainsightFault.FalseWith200, FailureKind.Transient)]
    [InlineData(GainsightFault.DroppedBefore, FailureKind.Transient)]
    [InlineData(GainsightFault.TornBody, FailureKind.Transient)]
    public async Task Each_failure_of_a_call_is_of_its_kind(GainsightFault fault, FailureKind kind)
    {
        var once = new CallSettings { RetriesMax = 0, WaitMax = TimeSpan.Zero };
        await using GainsightBench bench = await GainsightBench.StartAsync(calls: once);
        bench.World.AddCompany("Kestrel Foods");
        bench.Sandbox.Faults = GainsightFaults.None.With(1, fault);

        ConnectorException e = await Assert.ThrowsAsync<ConnectorException>(() => bench.ReadAsync("Company"));

        Assert.Equal(kind, e.Failure.Kind);
        // After a refusal for too many calls the client holds its breath.
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await bench.ReadAsync("Company"));
    }

    [Theory]
    [InlineData("BaseUrl", "http://acme.gainsightcloud.com")]
    [InlineData("SignIn", "password")]
    [InlineData("AccessKey", " ")]
    [InlineData("QueryRows", "5001")]
    [InlineData("QueryPath", "/v1/data/objects/query")]
    [InlineData("FilterTimeFormat", "yyyy-MM-dd HH:mm:ss")]
    [InlineData("SpacedTimeOffset", "vienna")]
    [InlineData("CtaDefaults", "type=Lifecycle; reason")]
    public void A_setting_that_cannot_be_used_is_named(string name, string value)
    {
        SettingsException e = Assert.Throws<SettingsException>(() =>
            GainsightBench.Open(new Uri("http://127.0.0.1:1"), (name, value)));

        Assert.Equal(name, Assert.Single(e.Faults).Name);
    }
}
