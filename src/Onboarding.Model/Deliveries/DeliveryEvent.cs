using System.Text.Json.Serialization;

namespace Onboarding.Model.Deliveries;

/// <summary>What happened to a delivery.</summary>
[JsonDerivedType(typeof(Enqueued), "delivery_enqueued")]
[JsonDerivedType(typeof(Attempted), "delivery_attempted")]
[JsonDerivedType(typeof(Delivered), "delivery_delivered")]
[JsonDerivedType(typeof(Failed), "delivery_failed")]
[JsonDerivedType(typeof(Unroutable), "delivery_unroutable")]
[JsonDerivedType(typeof(Recalled), "delivery_recalled")]
public abstract record DeliveryEvent
{
    private DeliveryEvent()
    {
    }

    public sealed record Enqueued(DeliveryMessage Message, DateTimeOffset At) : DeliveryEvent;

    /// <summary>It was sent, and what came of it changes nothing but the time of the next attempt.</summary>
    public sealed record Attempted(DeliveryAttempt Attempt) : DeliveryEvent;

    /// <summary>It was sent and taken.</summary>
    public sealed record Delivered(DeliveryAttempt Attempt) : DeliveryEvent;

    /// <summary>It was sent for the last time, and not taken.</summary>
    public sealed record Failed(DeliveryAttempt Attempt, string Reason) : DeliveryEvent;

    public sealed record Unroutable(DateTimeOffset At) : DeliveryEvent;

    public sealed record Recalled(string Reason, DateTimeOffset At) : DeliveryEvent;
}
