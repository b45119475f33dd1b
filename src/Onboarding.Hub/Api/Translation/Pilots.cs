using System.Diagnostics;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Ids;
using Onboarding.Model.Pilots;
using Onboarding.Model.Pilots.Reports;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Pilots on the wire.</summary>
internal static class Pilots
{
    /// <param name="held">The pilot.</param>
    /// <param name="now">Whether an answer is late depends on it.</param>
    public static V1.Pilot ToWire(Held<PilotState> held, DateTimeOffset now)
    {
        PilotState state = held.State;
        WorkspaceId workspace = held.Name.Workspace;
        return new V1.Pilot
        {
            Name = held.Name.ToString(),
            DisplayName = state.Plan.Title,
            Scope = state.Plan.Scope,
            Accounts =
            {
                state.Plan.Customers.Select(customer =>
                    new ResourceName(workspace, Collection.Accounts, customer.AccountKey).ToString()),
            },
            Csms =
            {
                state.Plan.Csms.Select(csm => new V1.PilotCsm { Email = csm.Email, TrainingDate = Wire.Of(csm.TrainedOn) }),
            },
            MonitorUntilDate = Wire.Of(state.MonitorUntil),
            Audit = new ResourceName(workspace, Collection.Audits, state.Plan.Baseline.AuditKey).ToString(),
            AuditReport = state.Plan.Baseline.Report,
            State = StateOf(state),
            CreateTime = Wire.Of(state.StartedAt),
            Issues = { state.Issues.Select(issue => ToWire(issue, now)) },
            Feedback = { state.Feedback.Select(ToWire) },
            Lessons =
            {
                state.Lessons.Select(lesson => new V1.PilotLesson
                {
                    Lesson = lesson.Lesson,
                    Adjustment = lesson.Adjustment,
                    Author = lesson.By,
                    RecordTime = Wire.Of(lesson.At),
                }),
            },
            Decisions = { state.Decisions.Select(ToWire) },
            RolloutGates = { state.Rollout is null ? state.RolloutGates : [] },
            Rollout = state.Rollout is { } rollout ? ToWire(workspace, rollout) : null,
            Etag = held.Etag,
        };
    }

    public static V1.PilotReport ToWire(ResourceName name, PilotReport report, DateTimeOffset now) => new()
    {
        Pilot = name.ToString(),
        GenerateTime = Wire.Of(now),
        Comparisons = { report.Comparisons.Select(ToWire) },
        Criteria =
        {
            report.Criteria.Select(criterion => new V1.PilotCriterion
            {
                Key = criterion.Key,
                State = criterion.State switch
                {
                    CriterionState.Met => V1.CriterionState.Met,
                    CriterionState.NotMet => V1.CriterionState.NotMet,
                    CriterionState.NotShown => V1.CriterionState.NotShown,
                    _ => throw new UnreachableException(),
                },
                Evidence = criterion.Evidence,
            }),
        },
    };

    public static PilotCsm FromWire(V1.PilotCsm csm) => new(
        Texts.Mail(csm.Email, "pilot.csms.email"),
        csm.TrainingDate is null ? null : Wire.Day(csm.TrainingDate, "pilot.csms.training_date"));

    public static PilotIssueKind KindOf(V1.PilotIssueKind kind) => kind switch
    {
        V1.PilotIssueKind.Blocking => PilotIssueKind.Blocking,
        V1.PilotIssueKind.NonBlocking => PilotIssueKind.NonBlocking,
        V1.PilotIssueKind.FeatureRequest => PilotIssueKind.FeatureRequest,
        _ => throw Refuse.Field("kind", "kind is missing or unknown; it says how soon the issue must be answered."),
    };

    public static PilotOutcome OutcomeOf(V1.PilotOutcome outcome) => outcome switch
    {
        V1.PilotOutcome.Proceed => PilotOutcome.Proceed,
        V1.PilotOutcome.Extend => PilotOutcome.Extend,
        V1.PilotOutcome.LoopBack => PilotOutcome.LoopBack,
        _ => throw Refuse.Field("outcome", "outcome is missing or unknown; it is to proceed, to extend or to loop back."),
    };

    public static bool IsCustomer(V1.PilotVoice voice) => voice switch
    {
        V1.PilotVoice.Customer => true,
        V1.PilotVoice.Csm => false,
        _ => throw Refuse.Field("voice", "voice is missing or unknown; it says whether a customer or a manager speaks."),
    };

    private static V1.PilotIssue ToWire(PilotIssue issue, DateTimeOffset now) => new()
    {
        Key = issue.Key,
        Kind = issue.Kind switch
        {
            PilotIssueKind.Blocking => V1.PilotIssueKind.Blocking,
            PilotIssueKind.NonBlocking => V1.PilotIssueKind.NonBlocking,
            PilotIssueKind.FeatureRequest => V1.PilotIssueKind.FeatureRequest,
            _ => throw new UnreachableException(),
        },
        Description = issue.Description,
        Reporter = issue.ReportedBy,
        ReportTime = Wire.Of(issue.ReportedAt),
        AnswerByTime = Wire.Of(issue.AnswerBy),
        TriageReason = issue.TriageReason,
        AnswerTime = Wire.Of(issue.AnsweredAt),
        Answerer = issue.AnsweredBy ?? "",
        ResolveTime = Wire.Of(issue.ResolvedAt),
        Resolution = issue.Resolution ?? "",
        Late = issue.IsLate(now),
    };

    private static V1.PilotFeedback ToWire(PilotFeedback feedback) => new()
    {
        Voice = feedback.ByCustomer ? V1.PilotVoice.Customer : V1.PilotVoice.Csm,
        Score = feedback.Score,
        Comment = feedback.Words,
        Person = feedback.By,
        RecordTime = Wire.Of(feedback.At),
    };

    private static V1.PilotDecision ToWire(PilotDecision decision) => new()
    {
        Outcome = decision.Outcome switch
        {
            PilotOutcome.Proceed => V1.PilotOutcome.Proceed,
            PilotOutcome.Extend => V1.PilotOutcome.Extend,
            PilotOutcome.LoopBack => V1.PilotOutcome.LoopBack,
            _ => throw new UnreachableException(),
        },
        Reason = decision.Reason,
        Decider = decision.By,
        DecideTime = Wire.Of(decision.At),
    };

    private static V1.PlaybookRolloutDecision ToWire(WorkspaceId workspace, PilotRollout rollout) => new()
    {
        Playbook = new ResourceName(workspace, Collection.Playbooks, rollout.Playbook).ToString(),
        FromDate = Wire.Of(rollout.From),
        Reason = rollout.Reason,
        Decider = rollout.By,
        DecideTime = Wire.Of(rollout.At),
    };

    private static V1.PilotComparison ToWire(PilotComparison comparison)
    {
        var wire = new V1.PilotComparison
        {
            Key = comparison.Key,
            Definition = comparison.Definition,
            Unit = comparison.Unit,
            CaseCount = comparison.Cases,
            WaitingCount = comparison.Waiting,
            BaselineCaseCount = comparison.BaselineCases,
            Interval = AuditReports.ToWire(comparison.Difference?.Interval),
            Statement = comparison.Statement,
        };
        if (comparison.Value is { } value)
        {
            wire.Value = value;
        }

        if (comparison.BaselineValue is { } baseline)
        {
            wire.BaselineValue = baseline;
        }

        if (comparison.Difference is { } difference)
        {
            wire.Difference = difference.Value;
        }

        if (comparison.SmallestShown is { } smallest)
        {
            wire.SmallestShown = smallest;
        }

        return wire;
    }

    private static V1.PilotState StateOf(PilotState state) => Pilot.StateName(state) switch
    {
        "running" => V1.PilotState.Running,
        "proceeding" => V1.PilotState.Proceeding,
        "looped_back" => V1.PilotState.LoopedBack,
        "rolled_out" => V1.PilotState.RolledOut,
        _ => throw new UnreachableException(),
    };
}
