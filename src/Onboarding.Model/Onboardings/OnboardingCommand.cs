using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Onboardings.Migrations;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Signals;

namespace Onboarding.Model.Onboardings;

/// <summary>What can be asked of an onboarding.</summary>
public abstract record OnboardingCommand
{
    private OnboardingCommand()
    {
    }

    /// <summary>Starts it. Asking again changes nothing.</summary>
    public sealed record Begin(OnboardingStart Start) : OnboardingCommand;

    /// <summary>Moves the kickoff meeting, and with it what is dated from it.</summary>
    public sealed record MoveKickoff(DateOnly On) : OnboardingCommand;

    /// <param name="Key">Key of the task.</param>
    /// <param name="By">Who did it.</param>
    public sealed record CompleteTask(string Key, string By) : OnboardingCommand;

    /// <param name="Key">Key of the task.</param>
    /// <param name="By">Who decided that it will not be done.</param>
    /// <param name="Reason">Why.</param>
    public sealed record SkipTask(string Key, string By, string Reason) : OnboardingCommand;

    public sealed record AssignTask(string Key, string Owner) : OnboardingCommand;

    /// <summary>Gives a role, and everything open that its holder owns, to somebody else.</summary>
    public sealed record AssignRole(string Role, string Owner) : OnboardingCommand;

    /// <summary>Takes in the account's facts; milestones prove themselves by them.</summary>
    public sealed record ObserveFacts(FieldMap Facts) : OnboardingCommand;

    /// <param name="Key">Key of the milestone.</param>
    /// <param name="On">Day on which it was reached.</param>
    /// <param name="By">Who says so.</param>
    /// <param name="Evidence">By what it can be seen.</param>
    public sealed record ConfirmMilestone(string Key, DateOnly On, string By, string Evidence) : OnboardingCommand;

    public sealed record ReceiveInput(string Key, string Content) : OnboardingCommand;

    public sealed record VerifyInput(string Key) : OnboardingCommand;

    public sealed record RefuseInput(string Key, string Reason) : OnboardingCommand;

    /// <param name="Kind">What holds it up.</param>
    /// <param name="Description">In words.</param>
    /// <param name="Owner">Who is to clear it away; null: whom the plan names for the kind.</param>
    /// <param name="Severity">How badly.</param>
    public sealed record RaiseBlocker(
        BlockerKind Kind, string Description, string? Owner, BlockerSeverity Severity = BlockerSeverity.Medium)
        : OnboardingCommand;

    /// <summary>Says that a blocker is worse than was thought. One that is as bad or worse stays as it is.</summary>
    public sealed record RaiseSeverity(string Key, BlockerSeverity Severity) : OnboardingCommand;

    /// <summary>
    /// Takes in a report about the customer, in any order. The same report again, and one that is older than any rule
    /// looks back, change nothing.
    /// </summary>
    /// <param name="Kind">What it says.</param>
    /// <param name="Value">In the unit of the kind; 1 for an event.</param>
    /// <param name="At">When it was so.</param>
    /// <param name="Source">Who reports it.</param>
    /// <param name="Reference">What the source calls the report, unique for source and kind.</param>
    public sealed record ObserveSignal(
        SignalKind Kind, decimal Value, DateTimeOffset At, string Source, string Reference) : OnboardingCommand;

    public sealed record ResolveBlocker(string Key) : OnboardingCommand;

    /// <summary>Asks something of a set-up action.</summary>
    /// <param name="Key">Key of the action.</param>
    /// <param name="Request">Number of the request that this is about; null where a person speaks of the newest.</param>
    public abstract record SetupActionCommand(string Key, int? Request) : OnboardingCommand;

    /// <summary>The system has taken it on.</summary>
    public sealed record AcceptSetupAction(string Key, int? Request) : SetupActionCommand(Key, Request);

    /// <summary>The system has no address: the owner is to do it.</summary>
    public sealed record HandOverSetupAction(string Key, int? Request) : SetupActionCommand(Key, Request);

    /// <summary>It is done. The same reference again changes nothing.</summary>
    /// <param name="Key">Key of the action.</param>
    /// <param name="Reference">What the system calls it, such as a ticket number.</param>
    /// <param name="By">Who says so.</param>
    /// <param name="Request">Number of the request; null for the newest.</param>
    public sealed record ConfirmSetupAction(string Key, string Reference, string By, int? Request = null)
        : SetupActionCommand(Key, Request);

    /// <summary>It could not be done, or the system will not do it.</summary>
    public sealed record FailSetupAction(string Key, string Reason, string By, int? Request = null)
        : SetupActionCommand(Key, Request);

    /// <summary>Puts it aside for good; what waits for it goes on.</summary>
    public sealed record SkipSetupAction(string Key, string Reason, string By) : SetupActionCommand(Key, null);

    /// <summary>Asks the system again for what failed.</summary>
    public sealed record RetrySetupAction(string Key, string By) : SetupActionCommand(Key, null);

    /// <summary>Takes in whom the deal names at the customer, by role. Messages that wait for somebody go to them.</summary>
    public sealed record ObserveStakeholders(ImmutableSortedDictionary<string, Addressee> People) : OnboardingCommand;

    /// <summary>Says whether the customer is in the cohort of a running pilot.</summary>
    public sealed record ObservePilot(bool InPilot) : OnboardingCommand;

    public sealed record AcknowledgeEscalation(string Cause, string By) : OnboardingCommand;

    /// <summary>Puts the customer live; refused while a gate is open. Happens by itself when the last one closes.</summary>
    public sealed record GoLive : OnboardingCommand;

    public sealed record Cancel(string Reason) : OnboardingCommand;

    /// <summary>
    /// Moves it to another revision of its playbook, as <see cref="Migration.Plan"/> shows it. Asking for the revision
    /// that it follows changes nothing.
    /// </summary>
    /// <param name="Target">The revision.</param>
    /// <param name="By">Who decided it.</param>
    public sealed record Migrate(MigrationTarget Target, string By) : OnboardingCommand;

    /// <summary>Looks at what has fallen due.</summary>
    public sealed record Review : OnboardingCommand;
}
