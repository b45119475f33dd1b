using Onboarding.Model.Ids;

namespace Onboarding.Hub.Scheduling;

/// <summary>Does a work in one workspace after the other, where one that cannot be read holds up no other.</summary>
internal static class WorkspaceRound
{
    /// <summary>Does the work in each workspace.</summary>
    /// <exception cref="AggregateException">It failed in some, each named; it was done in all others.</exception>
    public static async Task RunAsync(IEnumerable<WorkspaceId> workspaces, Func<WorkspaceId, Task> work)
    {
        var failures = new List<Exception>();
        foreach (WorkspaceId workspace in workspaces)
        {
            try
            {
                await work(workspace);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add(new InvalidOperationException($"In workspace {workspace}: {failure.Message}", failure));
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }
}
