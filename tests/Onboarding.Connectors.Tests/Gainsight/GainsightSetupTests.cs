using System.Collections.Immutable;

using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Setup;
using Onboarding.Sync.Calls;

using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight;

public sealed class GainsightSetupTests
{
    [Fact]
    public async Task A_prepared_tenant_has_all_that_the_default_mapping_uses()
    {
        await using GainsightBench bench = await GainsightBench.StartAsync();

        ImmutableArray<SetupFinding> findings = await LookAsync(bench);

        Assert.Equal(4, findings.Length);
        Assert.All(findings, finding => Assert.True(finding.Done, finding.Found));
    }

    [Fact]
    public async Task What_a_fresh_tenant_lacks_is_listed_for_its_administrator()
    {
        await using GainsightBench bench = await GainsightBench.StartAsync(prepared: false);

        ImmutableArray<SetupFinding> findings = await LookAsync(bench);

        Assert.All(findings, finding => Assert.False(finding.Done));
        Assert.Contains("Company lacks Active_User_Share__gc", findings[0].Found, StringComparison.Ordinal);
        Assert.Contains("The object Onboarding_Milestone__gc is missing", findings[^1].Found, StringComparison.Ordinal);
        Assert.All(bench.Hub.Platform.Setup.Zip(findings), pair =>
        {
            Assert.True(pair.First.ByHand);
            ConnectorException e = Assert.Throws<ConnectorException>(() => pair.First.Do(pair.Second));
            Assert.Equal((FailureKind.Unsupported, pair.Second.Found), (e.Failure.Kind, e.Message));
        });
    }

    private static async Task<ImmutableArray<SetupFinding>> LookAsync(GainsightBench bench)
    {
        var findings = ImmutableArray.CreateBuilder<SetupFinding>();
        foreach (SetupStep step in bench.Hub.Platform.Setup)
        {
            PlatformAnswer answer = await bench.Hub.AskAsync(step.Look());
            findings.Add(step.ReadLook(answer.Response));
        }

        return findings.ToImmutable();
    }
}
