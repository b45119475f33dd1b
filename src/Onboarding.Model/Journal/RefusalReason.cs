namespace Onboarding.Model.Journal;

/// <summary>The reasons for which the model refuses a command. The public catalogue has one of the same name for each.</summary>
public enum RefusalReason
{
    /// <summary>A value breaks its definition: wrong type, too long, not of the allowed set, missing.</summary>
    InvalidField,

    /// <summary>The thing named inside the aggregate (task, milestone, input, blocker, escalation) does not exist.</summary>
    NotFound,

    /// <summary>The thing to be made exists already with other content.</summary>
    AlreadyExists,

    /// <summary>CS assignment is refused because mandatory handoff fields are missing.</summary>
    HandoffIncomplete,

    /// <summary>The task waits for work it depends on.</summary>
    TaskLocked,

    /// <summary>The command does not fit the state the aggregate is in.</summary>
    StateConflict,

    /// <summary>Go-live or a rollout is refused because gates are open.</summary>
    GateOpen,

    /// <summary>The change would leave work or the onboarding without a named owner.</summary>
    OwnerRequired,

    /// <summary>The playbook has errors that keep it from being published.</summary>
    PlaybookInvalid,

    /// <summary>The playbook uses definitions that are not approved by all who must, or that somebody contests.</summary>
    DefinitionsNotAligned,
}
