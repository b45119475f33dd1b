using System.Text.Json.Serialization;

using Onboarding.Model.Ids;

namespace Onboarding.Model.Messages;

/// <summary>What happened to a message.</summary>
[JsonDerivedType(typeof(Intended), "message_intended")]
[JsonDerivedType(typeof(Addressed), "message_addressed")]
[JsonDerivedType(typeof(TakenBack), "message_withdrawn")]
public abstract record MessageEvent
{
    private MessageEvent()
    {
    }

    public sealed record Intended(OnboardingId Onboarding, string Customer, MessageIntent Intent, DateTimeOffset At)
        : MessageEvent;

    public sealed record Addressed(string To, string? Name) : MessageEvent;

    public sealed record TakenBack(string Reason) : MessageEvent;
}
