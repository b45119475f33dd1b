using Onboarding.Hub.Scheduling;
using Onboarding.Model.Ids;

using Xunit;

namespace Onboarding.Hub.Tests.Scheduling;

/// <summary>What recurs is done for every workspace.</summary>
public sealed class WorkspaceRoundTests
{
    private static readonly WorkspaceId[] s_workspaces = [new("acme"), new("bolt"), new("coil")];

    [Fact]
    public async Task A_workspace_that_fails_holds_up_none_after_it_and_is_named()
    {
        var visited = new List<string>();

        AggregateException failure = await Assert.ThrowsAsync<AggregateException>(() =>
            WorkspaceRound.RunAsync(s_workspaces, workspace =>
            {
                visited.Add(workspace.Value);
                return workspace.Value == "acme" ? throw new InvalidDataException("Torn.") : Task.CompletedTask;
            }));

        Assert.Equal(["acme", "bolt", "coil"], visited);
        Assert.Equal("In workspace acme: Torn.", Assert.Single(failure.InnerExceptions).Message);
    }

    [Fact]
    public async Task Who_is_asked_to_stop_stops_at_once() =>
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            WorkspaceRound.RunAsync(s_workspaces, workspace =>
                workspace.Value == "acme" ? throw new OperationCanceledException() : throw new InvalidDataException("Too late.")));
}
