using Google.Protobuf;

using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Hub.Api.Watching;
using Onboarding.Model;
using Onboarding.Model.Onboardings;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves onboardings.</summary>
internal sealed class OnboardingApi(AggregateReads reads, AggregateChanges changes, ManualStarts starts,
    OnboardingMigrations migrations, DateReads dates, WorkReads work, Watches watches)
    : V1.OnboardingService.OnboardingServiceBase
{
    public override async Task<V1.Onboarding> GetOnboarding(V1.GetOnboardingRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Onboardings);
        return Onboardings.ToWire(await reads.GetAsync(
            Aggregates.Onboarding, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListOnboardingsResponse> ListOnboardings(
        V1.ListOnboardingsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var filter = new AggregateFilter
        {
            Parent = CallContext.KeyWithin(parent.Workspace, request.Account, Collection.Accounts, "account"),
            State = Onboardings.Filter(request.State),
            Tier = CallContext.Filter(request.Tier),
            Owner = CallContext.Filter(request.Owner),
        };
        (IEnumerable<ListedAggregate> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Onboarding, filter, PageQuery.Of(request, context), context.CancellationToken);
        return new V1.ListOnboardingsResponse
        {
            Onboardings = { shown.Select(row => Onboardings.Listed(parent.Workspace, row)) },
            NextPageToken = next,
        };
    }

    public override async Task<V1.Onboarding> CreateOnboarding(
        V1.CreateOnboardingRequest request, ServerCallContext context) =>
        Onboardings.ToWire(await starts.StartAsync(request, context));

    public override Task<V1.Onboarding> CompleteTask(V1.CompleteTaskRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "task", actor =>
            new OnboardingCommand.CompleteTask(Texts.Key(request.Task, "task"), actor));

    public override Task<V1.Onboarding> SkipTask(V1.SkipTaskRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "task", actor => new OnboardingCommand.SkipTask(
            Texts.Key(request.Task, "task"), actor, Texts.Words(request.Reason, "reason")));

    public override Task<V1.Onboarding> AssignTask(V1.AssignTaskRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "owner", _ => new OnboardingCommand.AssignTask(
            Texts.Key(request.Task, "task"), Texts.Mail(request.Owner, "owner")));

    public override Task<V1.Onboarding> AssignRole(V1.AssignRoleRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "owner", _ => new OnboardingCommand.AssignRole(
            Texts.Key(request.Role, "role"), Texts.Mail(request.Owner, "owner")));

    public override Task<V1.Onboarding> MoveKickoff(V1.MoveKickoffRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "kickoff_date", _ =>
            new OnboardingCommand.MoveKickoff(Wire.Day(request.KickoffDate, "kickoff_date")));

    public override Task<V1.Onboarding> ConfirmMilestone(
        V1.ConfirmMilestoneRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "achieve_date", actor => new OnboardingCommand.ConfirmMilestone(
            Texts.Key(request.Milestone, "milestone"), Wire.Day(request.AchieveDate, "achieve_date"), actor,
            Texts.Words(request.Evidence, "evidence")));

    public override Task<V1.Onboarding> ReceiveInput(V1.ReceiveInputRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "content", _ => new OnboardingCommand.ReceiveInput(
            Texts.Key(request.Input, "input"), Texts.Words(request.Content, "content", Texts.ContentMax)));

    public override Task<V1.Onboarding> VerifyInput(V1.VerifyInputRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "input", _ =>
            new OnboardingCommand.VerifyInput(Texts.Key(request.Input, "input")));

    public override Task<V1.Onboarding> RefuseInput(V1.RefuseInputRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "reason", _ => new OnboardingCommand.RefuseInput(
            Texts.Key(request.Input, "input"), Texts.Words(request.Reason, "reason")));

    public override Task<V1.Onboarding> ConfirmSetupAction(
        V1.ConfirmSetupActionRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "reference", actor => new OnboardingCommand.ConfirmSetupAction(
            Texts.Key(request.SetupAction, "setup_action"), Texts.Key(request.Reference, "reference"), actor));

    public override Task<V1.Onboarding> FailSetupAction(
        V1.FailSetupActionRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "reason", actor => new OnboardingCommand.FailSetupAction(
            Texts.Key(request.SetupAction, "setup_action"), Texts.Words(request.Reason, "reason"), actor));

    public override Task<V1.Onboarding> SkipSetupAction(
        V1.SkipSetupActionRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "reason", actor => new OnboardingCommand.SkipSetupAction(
            Texts.Key(request.SetupAction, "setup_action"), Texts.Words(request.Reason, "reason"), actor));

    public override Task<V1.Onboarding> RetrySetupAction(
        V1.RetrySetupActionRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "setup_action", actor =>
            new OnboardingCommand.RetrySetupAction(Texts.Key(request.SetupAction, "setup_action"), actor));

    public override Task<V1.Onboarding> RaiseBlocker(V1.RaiseBlockerRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "owner", _ => new OnboardingCommand.RaiseBlocker(
            Onboardings.FromWire(request.Kind), Texts.Words(request.Description, "description"),
            CallContext.Filter(Texts.Mail(request.Owner, "owner")), Signals.SeverityOf(request.Severity) ?? BlockerSeverity.Medium));

    public override Task<V1.Onboarding> RaiseBlockerSeverity(
        V1.RaiseBlockerSeverityRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "severity", _ => new OnboardingCommand.RaiseSeverity(
            Texts.Key(request.Blocker, "blocker"), Signals.SeverityOf(request.Severity)
                ?? throw Refuse.Field("severity", "The severity is missing; say how bad it is.")));

    public override Task<V1.Onboarding> RecordSignal(V1.RecordSignalRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "event_time", _ => Signals.FromWire(request));

    public override Task<V1.Onboarding> ResolveBlocker(V1.ResolveBlockerRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "blocker", _ =>
            new OnboardingCommand.ResolveBlocker(Texts.Key(request.Blocker, "blocker")));

    public override Task<V1.Onboarding> AcknowledgeEscalation(
        V1.AcknowledgeEscalationRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "cause", actor =>
            new OnboardingCommand.AcknowledgeEscalation(Texts.Key(request.Cause, "cause"), actor));

    public override Task<V1.Onboarding> GoLive(V1.GoLiveRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "name", _ => new OnboardingCommand.GoLive());

    public override Task<V1.Onboarding> CancelOnboarding(
        V1.CancelOnboardingRequest request, ServerCallContext context) =>
        ChangeAsync(request, request.Name, context, "reason", _ =>
            new OnboardingCommand.Cancel(Texts.Words(request.Reason, "reason")));

    public override Task<V1.PreviewMigrationResponse> PreviewMigration(
        V1.PreviewMigrationRequest request, ServerCallContext context) => migrations.PreviewAsync(request, context);

    public override async Task<V1.Onboarding> MigrateOnboarding(
        V1.MigrateOnboardingRequest request, ServerCallContext context) =>
        Onboardings.ToWire(await migrations.MigrateAsync(request, context));

    public override Task<V1.MigrateOnboardingsResponse> MigrateOnboardings(
        V1.MigrateOnboardingsRequest request, ServerCallContext context) =>
        migrations.MigrateAllAsync(request, context);

    public override Task<V1.ExplainDateResponse> ExplainDate(
        V1.ExplainDateRequest request, ServerCallContext context) => dates.ExplainAsync(
            context.Resource(request.Name, Collection.Onboardings), DateReads.PieceOf(request),
            context.CancellationToken);

    public override Task<V1.ExplainBlockedResponse> ExplainBlocked(
        V1.ExplainBlockedRequest request, ServerCallContext context) => work.ExplainAsync(request, context);

    public override Task<V1.ListNextActionsResponse> ListNextActions(
        V1.ListNextActionsRequest request, ServerCallContext context) => work.ListAsync(request, context);

    public override Task<V1.ListPortfolioActionsResponse> ListPortfolioActions(
        V1.ListPortfolioActionsRequest request, ServerCallContext context) => work.ListAsync(request, context);

    public override Task WatchOnboarding(
        V1.WatchOnboardingRequest request, IServerStreamWriter<V1.WatchOnboardingResponse> responseStream,
        ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Onboardings);
        var tokens = new ResumeTokens(name, context);
        long told = tokens.ReadNumber(request.ResumeToken) ?? 0;
        return watches.RunAsync(
            name, Aggregates.Onboarding.Stream(name.Key),
            async (heartbeat, token) =>
            {
                Held<OnboardingState> held = await reads.GetAsync(Aggregates.Onboarding, name, token);
                bool isNew = held.Version > told;
                if (isNew || heartbeat)
                {
                    told = held.Version;
                    await responseStream.WriteAsync(
                        new V1.WatchOnboardingResponse
                        {
                            Onboarding = isNew ? Onboardings.ToWire(held) : null,
                            ResumeToken = tokens.Write(told),
                        },
                        token);
                }

                return false;
            },
            context);
    }

    private async Task<V1.Onboarding> ChangeAsync(
        IMessage request, string name, ServerCallContext context, string field, Func<string, OnboardingCommand> ask)
    {
        ResourceName target = context.Resource(name, Collection.Onboardings);
        Change change = Change.Of(request, target, CallerRole.Member, context) with { Field = field };
        OnboardingCommand command = ask(change.Caller.Actor);
        return Onboardings.ToWire(await changes.ChangeAsync(change, Aggregates.Onboarding, command));
    }
}
