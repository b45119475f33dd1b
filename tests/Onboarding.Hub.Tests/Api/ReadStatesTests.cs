using System.Text.Json;

using Onboarding.Hub.Api;
using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;
using Onboarding.Sync.Journal;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>What was read before saves work and is never told for what is there now.</summary>
public sealed class ReadStatesTests : IDisposable
{
    private static readonly WorkspaceId s_acme = new("acme");

    private readonly ReadStates _states = new();

    [Fact]
    public void A_row_is_read_once_for_each_version()
    {
        OnboardingState first = Read(s_acme, Row(version: 1, "First"));
        Assert.Same(first, Read(s_acme, Row(version: 1, "First")));

        Assert.Equal("Second", Read(s_acme, Row(version: 2, "Second")).Start.Title);
        // A reader that took its row before the others may come after them.
        Assert.Equal("First", Read(s_acme, Row(version: 1, "First")).Start.Title);
    }

    [Fact]
    public void Another_workspace_has_states_of_its_own()
    {
        Read(s_acme, Row(version: 1, "Of Acme"));
        Assert.Equal("Of another", Read(new WorkspaceId("other"), Row(version: 1, "Of another")).Start.Title);
    }

    [Fact]
    public void More_rows_than_are_kept_are_all_read()
    {
        for (int n = 0; n < 1_200; n++)
        {
            Assert.Equal($"{n}", Read(s_acme, Row(version: 1, $"{n}", key: $"key-{n}")).Start.Title);
        }
    }

    public void Dispose() => _states.Dispose();

    private OnboardingState Read(WorkspaceId workspace, StoredAggregate row) => _states.Of(Aggregates.Onboarding, workspace, row);

    private static StoredAggregate Row(int version, string title, string key = "key")
    {
        OnboardingState state = OnboardingRun.Of(Starts.Of(Plans.Small) with { Title = title }).State;
        return new StoredAggregate(
            Aggregates.Onboarding.Stream(key), version, Aggregates.Onboarding.WriteState(state));
    }
}
