using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;

namespace Onboarding.Model.Handoffs;

/// <summary>What can be asked of a handoff.</summary>
public abstract record HandoffCommand
{
    private HandoffCommand()
    {
    }

    /// <summary>Asks sales for the handoff of a deal that was won. Asking again changes nothing.</summary>
    public sealed record Request(
        HandoffId Id, string OpportunityKey, string AccountKey, string Tier, ImmutableArray<string> Required,
        FieldMap Fields, DateTimeOffset WonAt) : HandoffCommand;

    /// <summary>Takes in the deal's fields as they are now.</summary>
    public sealed record TakeFields(FieldMap Fields) : HandoffCommand;

    /// <summary>The account's tier changed before the handoff was complete, and with it what is mandatory.</summary>
    public sealed record ChangeTier(string Tier, ImmutableArray<string> Required) : HandoffCommand;

    /// <summary>Assigns customer success. Refused while a mandatory field is missing.</summary>
    public sealed record AssignCsOwner(string Email) : HandoffCommand;

    /// <summary>
    /// Notes that the onboarding could not be started: nobody must wait for it without knowing. The same reason again
    /// changes nothing until the next try.
    /// </summary>
    public sealed record RefuseStart(string Reason) : HandoffCommand;

    /// <summary>Lets the start be tried again, when its time has come.</summary>
    public sealed record RetryStart : HandoffCommand;

    /// <summary>The deal is not won any more.</summary>
    public sealed record Withdraw : HandoffCommand;
}
