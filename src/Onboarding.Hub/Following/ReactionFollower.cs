using System.Diagnostics;

using Microsoft.Extensions.Logging;

using Onboarding.Model;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Reactions;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Following;

/// <summary>
/// Carries what one aggregate's event means to the others around it. Its place in the journal moves in the transaction
/// of what it brought about, so each event is reacted to exactly once.
/// </summary>
public sealed class ReactionFollower(IJournalStore store, Dispatcher dispatcher, ILogger<ReactionFollower> log)
{
    /// <summary>Events taken together: enough to spread the cost of a transaction, few enough for their states to fit in memory.</summary>
    public const int BatchMax = 200;

    private const string Name = "reactions";

    // What a reaction answers to; everything else happens inside one aggregate and means nothing to others.
    private static readonly HashSet<string> s_telling = new(StringComparer.Ordinal)
    {
        "resource_revised", "stakeholder_named", "stakeholder_removed", "tier_assigned", "opportunity_won",
        "opportunity_reopened", "handoff_requested", "handoff_fields_taken", "handoff_tier_changed", "cs_owner_assigned",
        "handoff_completed", "onboarding_start_retried", "onboarding_started", "stage_entered", "time_to_value_reached",
        "went_live", "onboarding_cancelled", "role_assigned", "resource_deleted",
        "onboarding_migrated", "setup_action_requested", "setup_action_confirmed", "setup_action_failed",
        "setup_action_skipped", "delivery_delivered", "delivery_failed", "delivery_unroutable",
        "messages_intended", "messages_addressed", "messages_withdrawn", "pilot_begun", "pilot_decided",
    };

    /// <summary>Reacts to everything journaled so far, and to what that brings about in turn.</summary>
    /// <returns>How many events were looked at.</returns>
    public async Task<int> CatchUpAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        int looked = 0;
        while (true)
        {
            // Read anew each time: where several processes share a database, another one may have moved it.
            long position = await store.FollowerPositionAsync(workspace, Name, cancellationToken);
            IReadOnlyList<JournalEvent> events = await store.ReadAsync(workspace, position, BatchMax, cancellationToken);
            if (events.Count == 0)
            {
                return looked;
            }

            var moved = new FollowerPosition(Name, events[^1].Position, position);
            List<JournalEvent> telling = [.. events.Where(journaled => s_telling.Contains(journaled.Type))];
            await ReactAsync(workspace, telling, moved, cancellationToken);
            looked += events.Count;
        }
    }

    private async Task ReactAsync(
        WorkspaceId workspace, List<JournalEvent> events, FollowerPosition moved, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            await dispatcher.RunOnceAsync(workspace, [], batch => Move(batch, moved), cancellationToken);
            return;
        }

        StreamId settingsStream = Aggregates.Workspace.Stream(workspace.Value);
        LoadedStreams loaded = await store.LoadAsync(workspace, [settingsStream], null, cancellationToken);
        WorkspaceSettings settings = Aggregates.Workspace.ReadState(loaded.Aggregates[0].State).Settings;
        Neighbourhood around = await Neighbourhood.OfAsync(store, workspace, events, cancellationToken);
        List<StreamId> streams = [Aggregates.Playbook.Stream(settings.Playbook), .. around.Streams];
        if (settings.Rollout is { } rollout)
        {
            streams.Add(Aggregates.Playbook.Stream(rollout.Playbook));
        }

        await dispatcher.RunOnceAsync(
            workspace,
            streams,
            batch =>
            {
                var surroundings = new BatchSurroundings(batch, settings, around);
                foreach (JournalEvent journaled in events)
                {
                    var origin = new Origin("hub", $"event:{journaled.Position}");
                    foreach (Reaction reaction in To(journaled, surroundings).ToList())
                    {
                        Apply(batch, reaction, origin);
                    }
                }

                return Move(batch, moved);
            },
            cancellationToken);
    }

    private static bool Move(CommandBatch batch, FollowerPosition moved)
    {
        batch.Write(moved);
        return true;
    }

    private static IEnumerable<Reaction> To(JournalEvent journaled, BatchSurroundings around)
    {
        string key = journaled.Stream.Key;
        string kind = journaled.Stream.Kind;
        if (kind == Aggregates.Account.Name)
        {
            return ResourceReactions.To(ResourceKind.Account, key, Aggregates.Account.ReadEvent(journaled.Payload), around);
        }

        if (kind == Aggregates.Opportunity.Name)
        {
            return ResourceReactions.To(
                ResourceKind.Opportunity, key, Aggregates.Opportunity.ReadEvent(journaled.Payload), around);
        }

        if (kind == Aggregates.Handoff.Name)
        {
            return HandoffReactions.To(key, Aggregates.Handoff.ReadEvent(journaled.Payload), around);
        }

        if (kind == Aggregates.Delivery.Name)
        {
            return DeliveryReactions.To(key, Aggregates.Delivery.ReadEvent(journaled.Payload), around);
        }

        if (kind == Aggregates.Pilot.Name)
        {
            return PilotReactions.To(key, Aggregates.Pilot.ReadEvent(journaled.Payload), around);
        }

        return kind == Aggregates.Onboarding.Name
            ? OnboardingReactions.To(key, Aggregates.Onboarding.ReadEvent(journaled.Payload), around)
            : [];
    }

    private void Apply(CommandBatch batch, Reaction reaction, Origin origin)
    {
        Refusal? refusal = reaction switch
        {
            Reaction.ToResource to => RefusalOf(batch.Apply(Aggregates.Of(to.Kind), to.Key, to.Command, origin)),
            Reaction.ToHandoff to => RefusalOf(batch.Apply(Aggregates.Handoff, to.Id.ToString(), to.Command, origin)),
            Reaction.ToDelivery to => RefusalOf(batch.Apply(Aggregates.Delivery, to.Key, to.Command, origin)),
            Reaction.ToMessage to => RefusalOf(batch.Apply(Aggregates.Message, to.Key, to.Command, origin)),
            Reaction.ToOnboarding to => RefusalOf(batch.Apply(Aggregates.Onboarding, to.Id.ToString(), to.Command, origin)),
            _ => throw new UnreachableException(),
        };
        if (refusal is null)
        {
            return;
        }

        if (reaction is Reaction.ToOnboarding { Command: OnboardingCommand.Begin { Start.Handoff: { } handoff } })
        {
            // Somebody waits for this onboarding: the handoff says why there is none, and tries again.
            batch.Apply(Aggregates.Handoff, handoff.ToString(), new HandoffCommand.RefuseStart(refusal.Message), origin);
        }

        log.ReactionRefused(origin.Cause, refusal.Reason, refusal.Message);
    }

    private static Refusal? RefusalOf<TEvent>(Decision<TEvent> decision) => (decision as Decision<TEvent>.Refused)?.Refusal;
}
