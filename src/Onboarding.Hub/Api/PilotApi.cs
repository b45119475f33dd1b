using Grpc.Core;

using Google.Protobuf;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Calendars;
using Onboarding.Model.Pilots;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves pilots.</summary>
internal sealed class PilotApi(AggregateReads reads, AggregateChanges changes, PilotDesk desk, TimeProvider clock)
    : V1.PilotService.PilotServiceBase
{
    public override async Task<V1.Pilot> GetPilot(V1.GetPilotRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Pilots);
        return ToWire(await reads.GetAsync(Aggregates.Pilot, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListPilotsResponse> ListPilots(V1.ListPilotsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        (IEnumerable<Held<PilotState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Pilot, Collection.Pilots, new AggregateFilter(), PageQuery.Of(request, context),
            context.CancellationToken);
        return new V1.ListPilotsResponse { Pilots = { shown.Select(ToWire) }, NextPageToken = next };
    }

    public override async Task<V1.Pilot> CreatePilot(V1.CreatePilotRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var target = ResourceName.Of(
            parent.Workspace, Collection.Pilots,
            ResourceChanges.NewId(Collection.Pilots, request, parent.Workspace, (request.PilotId, "pilot_id")));
        Change change = Change.Of(request, target, CallerRole.Member, context)
            with { Field = "pilot", ValidateOnly = request.ValidateOnly };
        return ToWire(await desk.BeginAsync(change, request.Pilot));
    }

    public override Task<V1.PilotReport> GetPilotReport(V1.GetPilotReportRequest request, ServerCallContext context) =>
        desk.ReportAsync(context.Resource(request.Name, Collection.Pilots), context.CancellationToken);

    public override async Task<V1.Pilot> ReportPilotIssue(V1.ReportPilotIssueRequest request, ServerCallContext context)
    {
        Change change = ChangeOf(request, request.Name, context);
        PilotIssueKind kind = Pilots.KindOf(request.Kind);
        string description = Texts.Words(request.Description, "description");
        BusinessCalendar calendar = await CalendarAsync(change);
        return ToWire(await changes.ChangeAsync(change, Aggregates.Pilot, (state, _) => new PilotCommand.ReportIssue(
            $"i{state.Issues.Length + 1}", kind, description, change.Caller.Actor, calendar)));
    }

    public override async Task<V1.Pilot> TriagePilotIssue(V1.TriagePilotIssueRequest request, ServerCallContext context)
    {
        Change change = ChangeOf(request, request.Name, context);
        string issue = Texts.Key(request.Issue, "issue");
        PilotIssueKind kind = Pilots.KindOf(request.Kind);
        string reason = Texts.Words(request.Reason, "reason");
        BusinessCalendar calendar = await CalendarAsync(change);
        return ToWire(await changes.ChangeAsync(
            change, Aggregates.Pilot, new PilotCommand.TriageIssue(issue, kind, reason, calendar)));
    }

    public override async Task<V1.Pilot> AnswerPilotIssue(V1.AnswerPilotIssueRequest request, ServerCallContext context)
    {
        Change change = ChangeOf(request, request.Name, context);
        return ToWire(await changes.ChangeAsync(change, Aggregates.Pilot, new PilotCommand.AnswerIssue(
            Texts.Key(request.Issue, "issue"), change.Caller.Actor)));
    }

    public override async Task<V1.Pilot> ResolvePilotIssue(V1.ResolvePilotIssueRequest request, ServerCallContext context)
    {
        Change change = ChangeOf(request, request.Name, context);
        return ToWire(await changes.ChangeAsync(change, Aggregates.Pilot, new PilotCommand.ResolveIssue(
            Texts.Key(request.Issue, "issue"), Texts.Words(request.Resolution, "resolution"))));
    }

    public override async Task<V1.Pilot> RecordPilotFeedback(
        V1.RecordPilotFeedbackRequest request, ServerCallContext context)
    {
        Change change = ChangeOf(request, request.Name, context) with { Field = "score" };
        if (!request.HasScore)
        {
            throw Refuse.Field("score", "score is missing; it is 0 to 10.");
        }

        return ToWire(await changes.ChangeAsync(change, Aggregates.Pilot, new PilotCommand.RecordFeedback(
            Pilots.IsCustomer(request.Voice), request.Score,
            request.Comment.Length == 0 ? "" : Texts.Words(request.Comment, "comment"),
            request.Person.Length == 0 ? change.Caller.Actor : Texts.Key(request.Person, "person"))));
    }

    public override async Task<V1.Pilot> RecordPilotLesson(V1.RecordPilotLessonRequest request, ServerCallContext context)
    {
        Change change = ChangeOf(request, request.Name, context);
        return ToWire(await changes.ChangeAsync(change, Aggregates.Pilot, new PilotCommand.RecordLesson(
            Texts.Words(request.Lesson, "lesson"),
            request.Adjustment.Length == 0 ? "" : Texts.Words(request.Adjustment, "adjustment"), change.Caller.Actor)));
    }

    public override async Task<V1.Pilot> DecidePilot(V1.DecidePilotRequest request, ServerCallContext context)
    {
        Change change = ChangeOf(request, request.Name, context) with { Field = "monitor_until_date" };
        PilotOutcome outcome = Pilots.OutcomeOf(request.Outcome);
        string reason = Texts.Words(request.Reason, "reason");
        DateOnly? until = request.MonitorUntilDate is null
            ? null : Wire.Day(request.MonitorUntilDate, "monitor_until_date");
        BusinessCalendar calendar = await CalendarAsync(change);
        return ToWire(await changes.ChangeAsync(change, Aggregates.Pilot, (_, now) => new PilotCommand.Decide(
            outcome, reason, change.Caller.Actor, until, calendar.DayOf(now))));
    }

    public override async Task<V1.Pilot> RollOutPilot(V1.RollOutPilotRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Pilots);
        Change change = Change.Of(request, name, CallerRole.Operator, context) with { Field = "from_date" };
        return ToWire(await desk.RollOutAsync(change, request));
    }

    private static Change ChangeOf(IMessage request, string name, ServerCallContext context) =>
        Change.Of(request, context.Resource(name, Collection.Pilots), CallerRole.Member, context);

    private async Task<BusinessCalendar> CalendarAsync(Change change) =>
        (await desk.SettingsAsync(change.Target.Workspace, change.CancellationToken)).Calendar;

    private V1.Pilot ToWire(Held<PilotState> held) => Pilots.ToWire(held, clock.GetUtcNow());
}
