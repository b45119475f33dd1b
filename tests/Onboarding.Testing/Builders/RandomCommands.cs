using Onboarding.Model.Fields;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Onboardings.Telling;
using Onboarding.Model.Signals;

namespace Onboarding.Testing.Builders;

/// <summary>Commands to an onboarding, sensible and senseless, as people and platforms send them in any order.</summary>
public sealed class RandomCommands(Random random)
{
    private static readonly string[] s_people =
        ["ann@vendor.example", "bob@vendor.example", "csm@vendor.example", "nobody", ""];

    private static readonly string[] s_words = ["as agreed", "not needed", " ", ""];
    private static readonly string[] s_fields =
        ["first_login_on", "setup_completed_on", "first_feature_adopted_on", "first_value_on"];

    /// <summary>A command that may or may not fit the state.</summary>
    public OnboardingCommand Next(OnboardingState state, DateTimeOffset now)
    {
        DateOnly today = state.Start.Calendar.DayOf(now);
        return random.Next(38) switch
        {
            < 7 => new OnboardingCommand.CompleteTask(Key(state.Tasks.Select(task => task.Key)), One(s_people)),
            7 => new OnboardingCommand.SkipTask(Key(state.Tasks.Select(task => task.Key)), One(s_people), One(s_words)),
            8 => new OnboardingCommand.AssignTask(Key(state.Tasks.Select(task => task.Key)), One(s_people)),
            9 => new OnboardingCommand.AssignRole(Key(state.Owners.Keys), One(s_people)),
            10 or 11 => new OnboardingCommand.ObserveFacts(Facts(today)),
            12 => new OnboardingCommand.ConfirmMilestone(
                Key(state.Milestones.Select(milestone => milestone.Key)), Day(today), One(s_people), One(s_words)),
            13 or 14 => new OnboardingCommand.ReceiveInput(Key(state.Inputs.Select(input => input.Key)), One(s_words)),
            15 or 16 => new OnboardingCommand.VerifyInput(Key(state.Inputs.Select(input => input.Key))),
            17 => new OnboardingCommand.RefuseInput(Key(state.Inputs.Select(input => input.Key)), One(s_words)),
            24 or 25 or 26 or 27 => Signal(now),
            30 or 31 or 32 or 33 => SetupAction(state),
            36 => new OnboardingCommand.ObserveStakeholders(Stakeholders.Of(FieldMap.Of(
                ("stakeholders", FieldValue.OfTexts(
                    random.Next(2) == 0 ? [] : ["Executive Sponsor: Ann Miller <ann@customer.example>"]))))),
            37 => random.Next(3) == 0
                ? new OnboardingCommand.ObservePilot(random.Next(2) == 0)
                : new OnboardingCommand.AssignRole(One(["customer_admin", "customer_sponsor"]), "eve@customer.example"),
            28 => new OnboardingCommand.RaiseSeverity(
                Key(state.Blockers.Select(blocker => blocker.Key)), (BlockerSeverity)random.Next(-1, 3)),
            18 => random.Next(3) == 0
                ? new OnboardingCommand.RaiseBlocker(
                    BlockerKind.Technical, One(s_words), random.Next(2) == 0 ? null : One(s_people), (BlockerSeverity)random.Next(-1, 3))
                : new OnboardingCommand.MoveKickoff(Day(today)),
            19 => new OnboardingCommand.ResolveBlocker(Key(state.Blockers.Select(blocker => blocker.Key))),
            20 => new OnboardingCommand.AcknowledgeEscalation(
                Key(state.Escalations.Select(escalation => escalation.Cause)), One(s_people)),
            21 => new OnboardingCommand.GoLive(),
            22 => random.Next(20) == 0
                ? new OnboardingCommand.Cancel(One(s_words))
                : new OnboardingCommand.Begin(state.Start),
            23 => new OnboardingCommand.Migrate(new RandomEdits(random).Target(state), "ops@vendor.example"),
            _ => new OnboardingCommand.Review(),
        };
    }

    private OnboardingCommand.SetupActionCommand SetupAction(OnboardingState state)
    {
        string key = Key(state.SetupActions.Select(action => action.Key));
        int? request = random.Next(3) == 0 ? null : random.Next(3) == 0 ? random.Next(3) : state.SetupAction(key)?.Request;
        return random.Next(9) switch
        {
            0 or 1 => new OnboardingCommand.AcceptSetupAction(key, request ?? 1),
            2 => new OnboardingCommand.HandOverSetupAction(key, request ?? 1),
            3 or 4 => new OnboardingCommand.ConfirmSetupAction(key, One(s_words), One(s_people), request),
            5 => new OnboardingCommand.FailSetupAction(key, One(s_words), One(s_people), request),
            6 => new OnboardingCommand.SkipSetupAction(key, One(s_words), One(s_people)),
            7 => new OnboardingCommand.RetrySetupAction(key, One(s_people)),
            _ => new OnboardingCommand.ConfirmSetupAction(key, "T-1", One(s_people), request),
        };
    }

    /// <summary>A report, in time or late, now and then one that was made before or that is none.</summary>
    public OnboardingCommand.ObserveSignal Signal(DateTimeOffset now)
    {
        SignalKind kind = RandomAlerts.Kinds[random.Next(RandomAlerts.Kinds.Length)];
        bool isEvent = SignalCatalogue.Of(kind).Polarity == SignalPolarity.Event;
        return new OnboardingCommand.ObserveSignal(
            kind,
            random.Next(20) == 0 ? -1 : isEvent ? 1 : random.Next(101),
            now.AddHours(random.Next(20) == 0 ? random.Next(-3000, 2) : -random.Next(24 * 12)),
            One(["gainsight", "desk"]),
            random.Next(20) == 0 ? One(s_words) : $"r{random.Next(100_000)}");
    }

    private FieldMap Facts(DateOnly today)
    {
        FieldValue value = random.Next(10) switch
        {
            0 => FieldValue.Nothing,
            1 => FieldValue.OfText("not a day"),
            _ => new FieldValue.Date(Day(today)),
        };
        return FieldMap.Of((One(s_fields), value), ("industry", FieldValue.OfText($"{random.Next(3)}")));
    }

    // Now and then a platform's way of saying "none".
    private DateOnly Day(DateOnly today) => random.Next(30) switch
    {
        0 => DateOnly.MinValue,
        1 => DateOnly.MaxValue,
        _ => today.AddDays(random.Next(-20, 8)),
    };

    private string Key(IEnumerable<string> known) => random.Next(15) == 0 ? "?" : One([.. known.DefaultIfEmpty("?")]);

    private T One<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
