using System.Diagnostics;
using System.Text;

using Google.Protobuf.WellKnownTypes;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Deliveries;
using Onboarding.Model.Deliveries;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Deliveries on the wire.</summary>
internal static class Deliveries
{
    public static V1.Delivery ToWire(Held<DeliveryState> held)
    {
        DeliveryState state = held.State;
        return new V1.Delivery
        {
            Name = held.Name.ToString(),
            DisplayName = Delivery.Index(state).Title,
            Onboarding = ResourceName.Of(
                held.Name.Workspace, Collection.Onboardings, state.Message.Onboarding.Value).ToString(),
            SetupAction = state.Message.Action,
            Request = state.Message.Request,
            System = state.Message.System,
            State = StateOf(state.Phase),
            RequestTime = Wire.Of(state.Message.RequestedAt),
            NextAttemptTime = Wire.Of(state.NextAttemptAt),
            EndTime = Wire.Of(state.EndedAt),
            Reason = state.Reason ?? "",
            Attempts = { state.Attempts.Select(Attempt) },
            Body = Encoding.UTF8.GetString(
                DeliveryBody.Of(held.Name.Workspace, held.Name.Key, state.Message).AsSpan()),
            Etag = held.Etag,
        };
    }

    /// <summary>The column value of a state that a list is filtered by; null for any.</summary>
    public static string? Filter(V1.DeliveryState state) => state switch
    {
        V1.DeliveryState.Unspecified => null,
        V1.DeliveryState.Pending => "pending",
        V1.DeliveryState.Delivered => "delivered",
        V1.DeliveryState.Failed => "failed",
        V1.DeliveryState.Unroutable => "unroutable",
        V1.DeliveryState.Recalled => "recalled",
        _ => throw Refuse.Field("state", "The state is unknown."),
    };

    private static V1.DeliveryAttempt Attempt(DeliveryAttempt attempt) => new()
    {
        Number = attempt.Number,
        AttemptTime = Wire.Of(attempt.At),
        Duration = Duration.FromTimeSpan(attempt.Took),
        Outcome = OutcomeOf(attempt.Outcome),
        StatusCode = attempt.StatusCode ?? 0,
        Excerpt = attempt.Excerpt,
        NextAttemptTime = Wire.Of(attempt.NextAt),
    };

    private static V1.DeliveryState StateOf(DeliveryPhase phase) => phase switch
    {
        DeliveryPhase.Pending => V1.DeliveryState.Pending,
        DeliveryPhase.Delivered => V1.DeliveryState.Delivered,
        DeliveryPhase.Failed => V1.DeliveryState.Failed,
        DeliveryPhase.Unroutable => V1.DeliveryState.Unroutable,
        DeliveryPhase.Recalled => V1.DeliveryState.Recalled,
        _ => throw new UnreachableException(),
    };

    private static V1.AttemptOutcome OutcomeOf(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Accepted => V1.AttemptOutcome.Accepted,
        AttemptOutcome.Refused => V1.AttemptOutcome.Refused,
        AttemptOutcome.Unavailable => V1.AttemptOutcome.Unavailable,
        AttemptOutcome.TimedOut => V1.AttemptOutcome.TimedOut,
        AttemptOutcome.Unreachable => V1.AttemptOutcome.Unreachable,
        AttemptOutcome.BrokenOff => V1.AttemptOutcome.BrokenOff,
        _ => throw new UnreachableException(),
    };
}
