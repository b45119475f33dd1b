namespace Onboarding.Model.Deliveries;

/// <summary>What can be asked of a delivery.</summary>
public abstract record DeliveryCommand
{
    private DeliveryCommand()
    {
    }

    /// <summary>Begins it; it is due at once. Asking again changes nothing.</summary>
    public sealed record Begin(DeliveryMessage Message) : DeliveryCommand;

    /// <summary>Takes down what came of an attempt. Of one that has ended already it is taken down as well.</summary>
    /// <param name="Attempt">The attempt, not numbered yet and without a next one.</param>
    public sealed record Record(DeliveryAttempt Attempt) : DeliveryCommand;

    /// <summary>Says that the system has no address.</summary>
    public sealed record GiveUpRoute : DeliveryCommand;

    /// <summary>Says that nobody needs it any more.</summary>
    public sealed record Recall(string Reason) : DeliveryCommand;
}
