namespace Onboarding.Model.NextActions;

/// <summary>What somebody is to do next; each kind has one call that does it.</summary>
public enum ActionKind
{
    /// <summary>Somebody was told of a risk and has not taken it on.</summary>
    AcknowledgeEscalation,

    /// <summary>Something holds the onboarding up and must be cleared away.</summary>
    ResolveBlocker,
    CompleteTask,

    /// <summary>An input was asked for, or refused, and is to be handed in.</summary>
    ReceiveInput,

    /// <summary>An input was handed in, and nobody has said whether it is good.</summary>
    VerifyInput,

    /// <summary>A milestone that a named person may confirm.</summary>
    ConfirmMilestone,

    /// <summary>A milestone that fields of the account prove.</summary>
    ProveMilestone,

    /// <summary>A set-up action that was asked for, or is to be done by hand, and is not confirmed.</summary>
    ConfirmSetupAction,

    /// <summary>A set-up action that failed: to be asked for again, confirmed or put aside.</summary>
    RetrySetupAction,

    /// <summary>The day of the kickoff is to be agreed, or agreed anew.</summary>
    MoveKickoff,

    /// <summary>A message waits for somebody to be known in a role at the customer.</summary>
    NameRecipient,

    /// <summary>A task that waits for itself by way of others, or for what no plan has; to be let go.</summary>
    SkipTask,

    /// <summary>A gate that nothing in the plan can open: the plan must change.</summary>
    MigrateOnboarding,

    /// <summary>Mandatory fields of the handoff are empty on the deal.</summary>
    FillHandoffField,

    /// <summary>A complete handoff that nobody in customer success has.</summary>
    AssignCsOwner,

    /// <summary>A complete handoff whose onboarding could not be started for want of a playbook.</summary>
    PublishPlaybook,
}
