using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;

namespace Onboarding.Model.Deliveries;

/// <summary>What a system is asked for; the same in every attempt.</summary>
public sealed record DeliveryMessage
{
    public required OnboardingId Onboarding { get; init; }

    /// <summary>Key of the set-up action.</summary>
    public required string Action { get; init; }

    /// <summary>How often the action was asked for, this time included.</summary>
    public required int Request { get; init; }

    /// <summary>The system that it goes to.</summary>
    public required string System { get; init; }

    /// <summary>Title of the action.</summary>
    public required string Title { get; init; }

    /// <summary>Mail address of who answers for it.</summary>
    public required string Owner { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Day by whose end it must be confirmed.</summary>
    public required DateOnly ConfirmBy { get; init; }

    /// <summary>Name of the customer.</summary>
    public required string Customer { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>The deal; null for an onboarding started by hand without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? OpportunityKey { get; init; }

    public required string Tier { get; init; }

    public required DateOnly KickoffOn { get; init; }

    /// <summary>Fields of the account.</summary>
    public required FieldMap Fields { get; init; }

    /// <summary>Content of inputs, by their keys.</summary>
    public required ImmutableSortedDictionary<string, string> Inputs { get; init; }
}
