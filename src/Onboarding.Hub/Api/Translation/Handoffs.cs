using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Handoffs;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Handoffs on the wire.</summary>
internal static class Handoffs
{
    public static V1.Handoff ToWire(Held<HandoffState> held)
    {
        HandoffState state = held.State;
        var handoff = new V1.Handoff
        {
            Name = held.Name.ToString(),
            DisplayName = Handoff.Index(state).Title,
            Opportunity = new ResourceName(held.Name.Workspace, Collection.Opportunities,
                state.OpportunityKey).ToString(),
            Account = new ResourceName(held.Name.Workspace, Collection.Accounts, state.AccountKey).ToString(),
            Tier = state.Tier,
            State = StateOf(state),
            RequiredFields = { state.Required },
            MissingFields = { state.Missing },
            CsOwner = state.CsOwner ?? "",
            WonTime = Wire.Of(state.WonAt),
            RequestTime = Wire.Of(state.RequestedAt),
            CompleteTime = Wire.Of(state.CompletedAt),
            WithdrawTime = Wire.Of(state.WithdrawnAt),
            WasBlocked = state.WasBlocked,
            StartRefusal = state.StartRefusedBecause ?? "",
            RetryTime = Wire.Of(state.RetryAt),
            Etag = held.Etag,
        };
        FieldValues.Fill(handoff.Fields, state.Fields);
        return handoff;
    }

    /// <summary>The column value of a state that a list is filtered by; null for any.</summary>
    public static string? Filter(V1.HandoffState state) => state switch
    {
        V1.HandoffState.Unspecified => null,
        V1.HandoffState.Incomplete => "incomplete",
        V1.HandoffState.Ready => "ready",
        V1.HandoffState.Complete => "complete",
        V1.HandoffState.Withdrawn => "withdrawn",
        _ => throw Refuse.Field("state", "The state is unknown."),
    };

    private static V1.HandoffState StateOf(HandoffState state) => state switch
    {
        { WithdrawnAt: not null } => V1.HandoffState.Withdrawn,
        { CompletedAt: not null } => V1.HandoffState.Complete,
        { Missing.IsEmpty: true } => V1.HandoffState.Ready,
        _ => V1.HandoffState.Incomplete,
    };
}
