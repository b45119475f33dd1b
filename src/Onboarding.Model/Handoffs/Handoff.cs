using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

namespace Onboarding.Model.Handoffs;

/// <summary>Decides and evolves handoffs: customer success cannot be assigned while a mandatory field is missing, on no path.</summary>
public static class Handoff
{
    /// <summary>How long after a refused start the next try is made: long enough for a person to mend a playbook or a role.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromHours(1);

    public static Decision<HandoffEvent> Decide(HandoffState? state, HandoffCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (null, HandoffCommand.Request request) => Decision<HandoffEvent>.Of(Requested(request, now)),
            (null, _) => Decision<HandoffEvent>.Refuse(
                RefusalReason.NotFound, "There is no such handoff; it is asked for when the deal is closed-won."),
            (_, HandoffCommand.Request) => Decision<HandoffEvent>.Unchanged,
            ({ WithdrawnAt: not null }, HandoffCommand.AssignCsOwner) => Decision<HandoffEvent>.Refuse(
                RefusalReason.StateConflict, "The handoff was withdrawn because the deal was reopened; win the deal again."),
            ({ WithdrawnAt: not null }, _) => Decision<HandoffEvent>.Unchanged,
            (_, HandoffCommand.TakeFields take) => DecideFields(state, take.Fields),
            (_, HandoffCommand.ChangeTier change) => DecideTier(state, change),
            (_, HandoffCommand.AssignCsOwner assign) => DecideAssign(state, assign.Email, now),
            ({ RetryAt: not null }, HandoffCommand.RefuseStart refuse) when refuse.Reason == state.StartRefusedBecause =>
                Decision<HandoffEvent>.Unchanged,
            (_, HandoffCommand.RefuseStart refuse) => Decision<HandoffEvent>.Of(
                new HandoffEvent.StartRefused(refuse.Reason, now + RetryAfterTries(state!.StartTries))),
            (_, HandoffCommand.RetryStart) => state.RetryAt <= now
                ? Decision<HandoffEvent>.Of(new HandoffEvent.StartRetried(now))
                : Decision<HandoffEvent>.Unchanged,
            (_, HandoffCommand.Withdraw) => Decision<HandoffEvent>.Of(new HandoffEvent.Withdrawn(now)),
            _ => throw new UnreachableException(),
        };

    public static HandoffState Evolve(HandoffState? state, HandoffEvent @event) => @event switch
    {
        HandoffEvent.Requested requested => new HandoffState
        {
            Id = requested.Id,
            OpportunityKey = requested.OpportunityKey,
            AccountKey = requested.AccountKey,
            Tier = requested.Tier,
            Required = requested.Required,
            Fields = requested.Fields,
            WonAt = requested.WonAt,
            RequestedAt = requested.At,
            WasBlocked = !requested.Missing.IsEmpty,
        },
        HandoffEvent.FieldsTaken taken => Blocked(state! with { Fields = taken.Fields }, taken.Missing),
        HandoffEvent.TierChanged changed =>
            Blocked(state! with { Tier = changed.Tier, Required = changed.Required }, changed.Missing),
        HandoffEvent.CsOwnerAssigned assigned => state! with { CsOwner = assigned.Email },
        // What kept the start back until now is past; what keeps it back from now on is refused anew.
        HandoffEvent.Completed completed => state! with
        {
            CompletedAt = completed.At,
            StartRefusedBecause = null,
            RetryAt = null,
            StartTries = 0,
        },
        HandoffEvent.StartRefused refused => state! with
        {
            StartRefusedBecause = refused.Reason,
            RetryAt = refused.RetryAt,
        },
        HandoffEvent.StartRetried => state! with
        {
            StartRefusedBecause = null,
            RetryAt = null,
            StartTries = state.StartTries + 1,
        },
        HandoffEvent.Withdrawn withdrawn => state! with { WithdrawnAt = withdrawn.At, RetryAt = null },
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(HandoffState state) => new(
        Parent: state.OpportunityKey,
        State: StateName(state),
        Title: state.Fields.TextOf("name") is { Length: <= 300 } name ? name : state.Id.ToString(),
        Tier: state.Tier,
        Owner: state.CsOwner);

    /// <summary>The lifecycle state in lower snake case: incomplete, ready, complete or withdrawn.</summary>
    public static string StateName(HandoffState state) => state switch
    {
        { WithdrawnAt: not null } => "withdrawn",
        { CompletedAt: not null } => "complete",
        { Missing.IsEmpty: true } => "ready",
        _ => "incomplete",
    };

    // What is mended soon is noticed soon, and what nobody mends does not fill the journal.
    private static TimeSpan RetryAfterTries(int tries) =>
        tries < 5 ? RetryAfter * (1 << tries) : TimeSpan.FromDays(1);

    private static HandoffEvent Requested(HandoffCommand.Request request, DateTimeOffset now) => new HandoffEvent.Requested(
        request.Id, request.OpportunityKey, request.AccountKey, request.Tier, request.Required, request.Fields, request.WonAt,
        now, HandoffState.MissingOf(request.Required, request.Fields));

    private static Decision<HandoffEvent> DecideFields(HandoffState state, FieldMap fields) => fields.Equals(state.Fields)
        ? Decision<HandoffEvent>.Unchanged
        : Decision<HandoffEvent>.Of(new HandoffEvent.FieldsTaken(fields, HandoffState.MissingOf(state.Required, fields)));

    private static Decision<HandoffEvent> DecideTier(HandoffState state, HandoffCommand.ChangeTier change) =>
        state.CompletedAt is not null || change.Tier == state.Tier
            ? Decision<HandoffEvent>.Unchanged
            : Decision<HandoffEvent>.Of(
                new HandoffEvent.TierChanged(change.Tier, change.Required, HandoffState.MissingOf(change.Required, state.Fields)));

    private static Decision<HandoffEvent> DecideAssign(HandoffState state, string email, DateTimeOffset now)
    {
        if (email == state.CsOwner)
        {
            return Decision<HandoffEvent>.Unchanged;
        }

        if (!MailAddress.IsOne(email))
        {
            return Decision<HandoffEvent>.Refuse(
                RefusalReason.OwnerRequired, "Customer success is assigned to a person; give a mail address.");
        }

        if (!state.Missing.IsEmpty)
        {
            return Decision<HandoffEvent>.Refuse(
                RefusalReason.HandoffIncomplete,
                $"Customer success cannot be assigned: {string.Join(", ", state.Missing)} missing on opportunity "
                + $"{state.OpportunityKey}. Fill in the fields in the CRM, or with UpdateOpportunity.",
                state.Missing);
        }

        return state.CompletedAt is null
            ? Decision<HandoffEvent>.Of(new HandoffEvent.CsOwnerAssigned(email), new HandoffEvent.Completed(now))
            : Decision<HandoffEvent>.Of(new HandoffEvent.CsOwnerAssigned(email));
    }

    private static HandoffState Blocked(HandoffState state, ImmutableArray<string> missing) =>
        state with { WasBlocked = state.WasBlocked || !missing.IsEmpty };
}
