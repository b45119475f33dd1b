using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Waiting;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Reactions;

namespace Onboarding.Model.NextActions;

/// <summary>Gives each action to those who are to know of it, each in words that they may read.</summary>
internal sealed class ActionRouting(OnboardingState state, WaitGraph graph, DateOnly today)
{
    /// <summary>
    /// Who inside answers for the onboarding now: the owner of its stage, else customer success, else the first of the
    /// escalation path.
    /// </summary>
    public (string Role, string Owner) Inside
    {
        get
        {
            IEnumerable<string> roles =
            [
                StageOf(state.CurrentStage.Key).OwnerRole, OnboardingReactions.CsmRole,
                .. state.Plan.Escalation.Select(step => step.Role), .. state.Owners.Keys,
            ];
            string? role = roles.FirstOrDefault(known =>
                state.Owners.TryGetValue(known, out string? holder) && !IsAtCustomer(known, holder));
            return role is null ? (OnboardingReactions.CsmRole, state.Owner) : (role, state.Owners[role]);
        }
    }

    /// <summary>Who speaks with the customer: customer success, else who answers for the onboarding.</summary>
    public (string Role, string Owner) Manager =>
        state.Owners.TryGetValue(OnboardingReactions.CsmRole, out string? manager)
            ? (OnboardingReactions.CsmRole, manager)
            : Inside;

    /// <summary>Whether somebody in a role is at the customer: by it, or because they hold only such roles.</summary>
    public bool IsAtCustomer(string role, string owner)
    {
        if (Role.IsAtCustomer(role))
        {
            return true;
        }

        List<string> held = [.. state.Owners.Where(pair => pair.Value == owner).Select(pair => pair.Key)];
        return held.Count > 0 && held.TrueForAll(Role.IsAtCustomer);
    }

    /// <summary>A role that somebody holds in the onboarding; the one of its stage where they hold none.</summary>
    public string RoleOf(string owner) =>
        state.Owners.Where(pair => pair.Value == owner)
            .Select(pair => pair.Key)
            .OrderBy(Role.IsAtCustomer)
            .FirstOrDefault() ?? StageOf(state.CurrentStage.Key).OwnerRole;

    public StageDefinition StageOf(string key) => state.Plan.Stages.First(stage => stage.Key == key);

    public TaskDefinition TaskOf(string key) => state.Plan.Tasks.First(task => task.Key == key);

    /// <summary>The first day on which something that waits is due; null when nothing has a day.</summary>
    public DateOnly? FirstDayOf(IEnumerable<Piece> waiting) => waiting.Select(piece => piece.Kind switch
    {
        PieceKind.Task => state.Task(piece.Key)?.DueOn,
        PieceKind.Stage => state.Stage(piece.Key)!.SlaDueOn,
        PieceKind.SetupAction => state.SetupAction(piece.Key)?.ConfirmBy,
        _ => null,
    }).Min();

    /// <summary>
    /// The action, told to whoever owns it. What the customer does not see, and what the customer is late with, goes to
    /// somebody inside.
    /// </summary>
    public IEnumerable<NextAction> Route(Draft draft)
    {
        int overdue = Math.Max(today.DayNumber - (draft.DueOn ?? today).DayNumber, 0);
        if (!IsAtCustomer(draft.Role, draft.Owner))
        {
            yield return Told(draft, overdue, draft.What);
            yield break;
        }

        if (draft.CustomerVisible)
        {
            yield return Told(draft, overdue, draft.What) with
            {
                AtCustomer = true,
                Why = WhyAtCustomer(draft, overdue),
            };
        }

        if (!draft.CustomerVisible || overdue > 0)
        {
            (string role, string owner) = Inside;
            yield return Told(
                draft with { Role = role, Owner = owner }, overdue, $"See to it with {draft.Owner}: {draft.What}");
        }
    }

    private NextAction Told(Draft draft, int overdue, string what) => new()
    {
        Kind = draft.Kind,
        Key = draft.Key,
        Role = draft.Role,
        Owner = draft.Owner,
        AtCustomer = false,
        What = what,
        Reason = overdue > 0 && draft.Reason > ActionReason.Overdue ? ActionReason.Overdue : draft.Reason,
        Why = Why(draft, overdue),
        DueOn = draft.DueOn,
        OverdueDays = overdue,
        WaitingTasks = TasksWaitingFor(draft.Finishes),
        Fields = draft.Fields,
    };

    private string Why(Draft draft, int overdue)
    {
        int tasks = TasksWaitingFor(draft.Finishes);
        IReadOnlyList<Piece> direct = draft.Finishes is { } piece ? graph.WaitingFor(piece) : [];
        IEnumerable<string> parts =
        [
            Day(draft, overdue),
            draft.Note,
            tasks == 0 ? "" : tasks == 1 ? "1 task waits for it" : $"{tasks} tasks wait for it",
            .. direct.Where(one => one.Kind == PieceKind.SetupAction)
                .Select(one => $"set-up action {SetupActionTitle(one.Key)} waits for it"),
            .. direct.Where(one => one.Kind == PieceKind.Stage)
                .Select(one => $"stage {StageOf(one.Key).Title} cannot be passed without it"),
            direct.Contains(Piece.GoLive) ? "going live waits for it" : "",
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private string WhyAtCustomer(Draft draft, int overdue)
    {
        IEnumerable<string> parts =
        [
            Day(draft, overdue),
            draft.Kind == ActionKind.ReceiveInput && state.Input(draft.Key)?.Phase == InputPhase.Refused
                ? "what was handed in could not be used"
                : "",
            TasksWaitingFor(draft.Finishes) > 0 ? "the next steps wait for it" : "your onboarding goes on with it",
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private string Day(Draft draft, int overdue) => draft.DueOn is not { } due ? ""
        : overdue > 0 ? $"overdue by {overdue} {(overdue == 1 ? "day" : "days")}, it was due on {due:yyyy-MM-dd}"
        : due == today ? "due today" : $"due on {due:yyyy-MM-dd}";

    private string SetupActionTitle(string key) => state.Plan.SetupActions.First(action => action.Key == key).Title;

    // A blocker is raised because the onboarding cannot go on: everything that is left waits for it.
    private int TasksWaitingFor(Piece? piece) => piece switch
    {
        null => 0,
        { Kind: PieceKind.Blocker } => state.Tasks.Count(Waits.IsOpen),
        { } finished => graph.AllWaitingFor(finished).Count(one => one.Kind == PieceKind.Task),
    };
}
