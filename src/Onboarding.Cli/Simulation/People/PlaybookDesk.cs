using System.Collections.Immutable;

using Onboarding.Cli.Demo.Running;
using Onboarding.Cli.Demo.Scenes;
using Onboarding.Model.Ids;
using Onboarding.Model.Onboardings;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Simulation.People;

/// <summary>
/// CS Ops: publishes revisions of the playbook, and moves what is under way to the newest, some each day. What does not
/// fit the revision stays on its own.
/// </summary>
internal sealed class PlaybookDesk(string shipped, int days)
{
    private const int MovedPerDay = 60;

    private readonly ImmutableArray<int> _days = PlaybookEdits.Days(days);
    private readonly HashSet<(OnboardingId, int)> _left = [];
    private string _newest = "";

    /// <summary>Revisions that were published.</summary>
    public int Revisions { get; private set; }

    /// <summary>Number of the newest one; 0 before the first that is published here.</summary>
    public int Newest { get; private set; }

    /// <summary>Onboardings that were moved to another revision.</summary>
    public int Moved { get; private set; }

    /// <summary>Onboardings that did not fit a revision, and were left on theirs.</summary>
    public int Left => _left.Count;

    /// <summary>The work of one morning.</summary>
    public async Task ActAsync(
        HubClient hub, IReadOnlyList<OnboardingState> active, int day, CancellationToken cancellationToken)
    {
        int index = _days.IndexOf(day);
        if (index >= 0)
        {
            await PublishAsync(hub, index, cancellationToken);
        }
        else if (Newest > 0 && DemoDays.IsWorkingDay(day))
        {
            foreach (OnboardingState onboarding in active
                .Where(known => known.Revision < Newest && !_left.Contains((known.Start.Id, Newest)))
                .Take(MovedPerDay))
            {
                await MoveAsync(hub, onboarding, cancellationToken);
            }
        }
    }

    private async Task PublishAsync(HubClient hub, int index, CancellationToken cancellationToken)
    {
        V1.PlaybookRevision revision = await hub.Playbooks.PublishPlaybookRevisionAsync(
            new V1.PublishPlaybookRevisionRequest
            {
                Parent = HubClient.Workspace,
                Source = PlaybookEdits.Of(shipped, index),
                RequestId = IdSource.From("simulate", "publish", $"{index}").ToString("D"),
            },
            hub.Options(cancellationToken));
        _newest = revision.Name;
        Newest = int.Parse(revision.Name.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Revisions++;
    }

    private async Task MoveAsync(HubClient hub, OnboardingState onboarding, CancellationToken cancellationToken)
    {
        V1.PreviewMigrationResponse preview = await hub.Onboardings.PreviewMigrationAsync(
            new V1.PreviewMigrationRequest { Name = HubClient.NameOf(onboarding), PlaybookRevision = _newest },
            hub.Options(cancellationToken));
        if (preview.Conflicts.Count > 0)
        {
            _left.Add((onboarding.Start.Id, Newest));
            return;
        }

        await hub.Onboardings.MigrateOnboardingAsync(
            new V1.MigrateOnboardingRequest
            {
                Name = HubClient.NameOf(onboarding),
                PlaybookRevision = _newest,
                Etag = preview.Onboarding.Etag,
                RequestId = IdSource.From("simulate", "move", onboarding.Start.Id.ToString(), _newest).ToString("D"),
            },
            hub.Options(cancellationToken));
        Moved++;
    }
}
