using System.Collections.Immutable;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

using Microsoft.Extensions.DependencyInjection;

using Onboarding.Hub.Tests.Model;
using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Calendars;
using Onboarding.Model.Connections;
using Onboarding.Model.Definitions;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Fields;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Maintenance;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Messages;
using Onboarding.Model.Pilots;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Statistics;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Journal;
using Onboarding.Sync.Runs;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>A workspace with one of everything, a second one beside it, and a request of each kind that would succeed.</summary>
public sealed class AcmeWorld
{
    public const string Workspace = "workspaces/acme";
    public const string UsedRequestId = "used";
    public const string VpCs = "victor.lang@example.com";
    public const string VpSales = "sarah.winter@example.com";

    private static readonly WorkspaceId s_acme = new("acme");

    private readonly ApiHost _host;

    private AcmeWorld(ApiHost host) => _host = host;

    public static Guid AccountId { get; } = IdSource.From("account");

    public static Guid OpportunityId { get; } = IdSource.From("opportunity");

    public static Guid ContactId { get; } = IdSource.From("contact");

    public static Guid HandoffId { get; } = IdSource.From("handoff");

    public static Guid OnboardingId { get; } = IdSource.From("onboarding");

    public static Guid RunId { get; } = IdSource.From("run");

    public static Guid LetterId { get; } = IdSource.From("letter");

    public static Guid ConflictId { get; } = IdSource.From("conflict");

    public static string Account => $"{Workspace}/accounts/{AccountId}";

    public static string Opportunity => $"{Workspace}/opportunities/{OpportunityId}";

    public static string Contact => $"{Workspace}/contacts/{ContactId}";

    public static string Handoff => $"{Workspace}/handoffs/{HandoffId}";

    public static string Onboarding => $"{Workspace}/onboardings/{OnboardingId}";

    public static string Playbook => $"{Workspace}/playbooks/ninety-day-onboarding";

    public static string Connection => $"{Workspace}/connections/crm";

    public static string Run => $"{Workspace}/syncRuns/{RunId}";

    public static string Operation => $"{Workspace}/operations/{RunId}";

    public static string Letter => $"{Workspace}/deadLetters/{LetterId}";

    public static string Conflict => $"{Workspace}/conflicts/{ConflictId}";

    public static Guid AuditId { get; } = IdSource.From("audit");

    public static string Audit => $"{Workspace}/audits/{AuditId}";

    public static Guid PilotId { get; } = IdSource.From("pilot");

    public static string Pilot => $"{Workspace}/pilots/{PilotId}";

    public static string Delivery => $"{Workspace}/deliveries/{DeliveryKey}";

    public static string Message => $"{Workspace}/messages/{MessageKey}";

    private static string MessageKey =>
        global::Onboarding.Model.Messages.Message.KeyOf(new OnboardingId(OnboardingId), 1);

    private static string DeliveryKey =>
        global::Onboarding.Model.Deliveries.Delivery.KeyOf(new OnboardingId(OnboardingId), "billing_profile", 1);

    public static string Definition => $"{Workspace}/definitions/term-time-to-value";

    public static string Review => $"{Workspace}/reviews/month-2026-02";

    public static async Task<AcmeWorld> BuildAsync(ApiHost host)
    {
        var world = new AcmeWorld(host);
        await world.SeedAsync();
        return world;
    }

    /// <summary>For each method a request that would succeed.</summary>
    public static IReadOnlyDictionary<string, IMessage> Requests { get; } = ValidRequests();

    private static Dictionary<string, IMessage> ValidRequests()
    {
        const string id = "fresh";
        var industry = new V1.FieldValue { TextValue = "Shipping" };
        var mask = new FieldMask { Paths = { "fields.industry" } };
        return new Dictionary<string, IMessage>(StringComparer.Ordinal)
        {
            ["GetWorkspace"] = new V1.GetWorkspaceRequest { Name = Workspace },
            ["ListWorkspaces"] = new V1.ListWorkspacesRequest(),
            ["CreateWorkspace"] = new V1.CreateWorkspaceRequest { WorkspaceId = "acme", Workspace = Settings(),
                RequestId = id },
            ["UpdateWorkspace"] = new V1.UpdateWorkspaceRequest
            {
                Workspace = new V1.Workspace { Name = Workspace, DisplayName = "Acme Ltd" },
                UpdateMask = new FieldMask { Paths = { "display_name" } },
                RequestId = id,
            },
            ["GetAccount"] = new V1.GetAccountRequest { Name = Account },
            ["ListAccounts"] = new V1.ListAccountsRequest { Parent = Workspace },
            ["CreateAccount"] = new V1.CreateAccountRequest
            {
                Parent = Workspace,
                Account = new V1.Account { Fields = { ["name"] = new V1.FieldValue { TextValue = "Newcomer" } } },
                RequestId = id,
            },
            ["UpdateAccount"] = new V1.UpdateAccountRequest
            {
                Account = new V1.Account { Name = Account, Fields = { ["industry"] = industry } },
                UpdateMask = mask,
                RequestId = id,
            },
            ["ExplainClassification"] = new V1.ExplainClassificationRequest { Name = Account },
            ["GetOpportunity"] = new V1.GetOpportunityRequest { Name = Opportunity },
            ["ListOpportunities"] = new V1.ListOpportunitiesRequest { Parent = Workspace },
            ["CreateOpportunity"] = new V1.CreateOpportunityRequest
            {
                Parent = Workspace,
                Opportunity = new V1.Opportunity
                {
                    Fields =
                    {
                        ["name"] = new V1.FieldValue { TextValue = "New deal" },
                        ["account_key"] = new V1.FieldValue { TextValue = AccountId.ToString() },
                    },
                },
                RequestId = id,
            },
            ["UpdateOpportunity"] = new V1.UpdateOpportunityRequest
            {
                Opportunity = new V1.Opportunity { Name = Opportunity, Fields = { ["goals"] = industry } },
                UpdateMask = new FieldMask { Paths = { "fields.goals" } },
                RequestId = id,
            },
            ["ExplainTrigger"] = new V1.ExplainTriggerRequest { Name = Opportunity },
            ["GetContact"] = new V1.GetContactRequest { Name = Contact },
            ["ListContacts"] = new V1.ListContactsRequest { Parent = Workspace },
            ["CreateContact"] = new V1.CreateContactRequest
            {
                Parent = Workspace,
                Contact = new V1.Contact { Fields = { ["account_key"] = new V1.FieldValue { TextValue = AccountId.ToString() } } },
                RequestId = id,
            },
            ["UpdateContact"] = new V1.UpdateContactRequest
            {
                Contact = new V1.Contact { Name = Contact, Fields = { ["title"] = industry } },
                UpdateMask = new FieldMask { Paths = { "fields.title" } },
                RequestId = id,
            },
            ["GetHandoff"] = new V1.GetHandoffRequest { Name = Handoff },
            ["ListHandoffs"] = new V1.ListHandoffsRequest { Parent = Workspace },
            ["AssignCsOwner"] = new V1.AssignCsOwnerRequest { Name = Handoff, CsOwner = "cs@example.com",
                RequestId = id },
            ["GetPlaybook"] = new V1.GetPlaybookRequest { Name = Playbook },
            ["ListPlaybooks"] = new V1.ListPlaybooksRequest { Parent = Workspace },
            ["GetPlaybookRevision"] = new V1.GetPlaybookRevisionRequest { Name = $"{Playbook}/revisions/1" },
            ["ListPlaybookRevisions"] = new V1.ListPlaybookRevisionsRequest { Parent = Playbook },
            ["PublishPlaybookRevision"] = new V1.PublishPlaybookRevisionRequest
            {
                Parent = Workspace,
                Source = ShippedFiles.PlaybookText + "\n# again\n",
                RequestId = id,
            },
            ["RenderPlaybookDocument"] = new V1.RenderPlaybookDocumentRequest
            {
                Name = $"{Playbook}/revisions/1",
                Kind = V1.PlaybookDocumentKind.JourneyMap,
                Tier = "high_touch",
                Audit = Audit,
            },
            ["GetOnboarding"] = new V1.GetOnboardingRequest { Name = Onboarding },
            ["ListOnboardings"] = new V1.ListOnboardingsRequest { Parent = Workspace },
            ["CreateOnboarding"] = new V1.CreateOnboardingRequest { Parent = Workspace, Account = Account,
                RequestId = id },
            ["CompleteTask"] = new V1.CompleteTaskRequest { Name = Onboarding, Task = "t", RequestId = id },
            ["SkipTask"] = new V1.SkipTaskRequest { Name = Onboarding, Task = "t", Reason = "not needed",
                RequestId = id },
            ["AssignTask"] = new V1.AssignTaskRequest { Name = Onboarding, Task = "t", Owner = "a@example.com",
                RequestId = id },
            ["AssignRole"] = new V1.AssignRoleRequest { Name = Onboarding, Role = "csm", Owner = "a@example.com",
                RequestId = id },
            ["MoveKickoff"] = new V1.MoveKickoffRequest
            {
                Name = Onboarding,
                KickoffDate = new V1.Date { Year = 2026, Month = 3, Day = 20 },
                RequestId = id,
            },
            ["ConfirmMilestone"] = new V1.ConfirmMilestoneRequest
            {
                Name = Onboarding,
                Milestone = "m",
                AchieveDate = new V1.Date { Year = 2026, Month = 3, Day = 1 },
                Evidence = "seen",
                RequestId = id,
            },
            ["ReceiveInput"] = new V1.ReceiveInputRequest { Name = Onboarding, Input = "i", Content = "here",
                RequestId = id },
            ["VerifyInput"] = new V1.VerifyInputRequest { Name = Onboarding, Input = "i", RequestId = id },
            ["RefuseInput"] = new V1.RefuseInputRequest { Name = Onboarding, Input = "i", Reason = "torn",
                RequestId = id },
            ["ConfirmSetupAction"] = new V1.ConfirmSetupActionRequest { Name = Onboarding, SetupAction = "s",
                Reference = "T-1", RequestId = id },
            ["FailSetupAction"] = new V1.FailSetupActionRequest { Name = Onboarding, SetupAction = "s",
                Reason = "No such plan.", RequestId = id },
            ["SkipSetupAction"] = new V1.SkipSetupActionRequest { Name = Onboarding, SetupAction = "s",
                Reason = "Not needed.", RequestId = id },
            ["RetrySetupAction"] = new V1.RetrySetupActionRequest { Name = Onboarding, SetupAction = "s",
                RequestId = id },
            ["GetDelivery"] = new V1.GetDeliveryRequest { Name = Delivery },
            ["GetMessage"] = new V1.GetMessageRequest { Name = Message },
            ["ListMessages"] = new V1.ListMessagesRequest { Parent = Workspace },
            ["PreviewMessage"] = new V1.PreviewMessageRequest
            {
                PlaybookRevision = $"{Playbook}/revisions/1",
                Variant = "self_service",
                MessageKey = "welcome",
            },
            ["ListDeliveries"] = new V1.ListDeliveriesRequest { Parent = Workspace },
            ["RaiseBlocker"] = new V1.RaiseBlockerRequest
            {
                Name = Onboarding,
                Kind = V1.BlockerKind.Technical,
                Description = "No network.",
                Owner = "a@example.com",
                RequestId = id,
            },
            ["RaiseBlockerSeverity"] = new V1.RaiseBlockerSeverityRequest { Name = Onboarding, Blocker = "b1",
                Severity = V1.BlockerSeverity.High, RequestId = id },
            ["RecordSignal"] = new V1.RecordSignalRequest
            {
                Name = Onboarding,
                Kind = V1.SignalKind.EngagementScore,
                Value = "65",
                EventTime = new Timestamp { Seconds = 1_700_000_000 },
                Source = "gainsight",
                Reference = "r1",
                RequestId = id,
            },
            ["ResolveBlocker"] = new V1.ResolveBlockerRequest { Name = Onboarding, Blocker = "b1", RequestId = id },
            ["AcknowledgeEscalation"] = new V1.AcknowledgeEscalationRequest { Name = Onboarding, Cause = "c",
                RequestId = id },
            ["GoLive"] = new V1.GoLiveRequest { Name = Onboarding, RequestId = id },
            ["CancelOnboarding"] = new V1.CancelOnboardingRequest { Name = Onboarding, Reason = "gone",
                RequestId = id },
            ["PreviewMigration"] = new V1.PreviewMigrationRequest { Name = Onboarding,
                PlaybookRevision = $"{Playbook}/revisions/1" },
            ["MigrateOnboarding"] = new V1.MigrateOnboardingRequest { Name = Onboarding,
                PlaybookRevision = $"{Playbook}/revisions/1", RequestId = id },
            ["MigrateOnboardings"] = new V1.MigrateOnboardingsRequest { Parent = Workspace,
                PlaybookRevision = $"{Playbook}/revisions/1", RequestId = id },
            ["ExplainDate"] = new V1.ExplainDateRequest { Name = Onboarding, Stage = "s" },
            ["ExplainBlocked"] = new V1.ExplainBlockedRequest { Name = Onboarding },
            ["ExplainChange"] = new V1.ExplainChangeRequest { Name = Onboarding, Path = "kickoff_date" },
            ["ListNextActions"] = new V1.ListNextActionsRequest { Name = Onboarding },
            ["ListPortfolioActions"] = new V1.ListPortfolioActionsRequest { Parent = Workspace },
            ["WatchOnboarding"] = new V1.WatchOnboardingRequest { Name = Onboarding },
            ["GetConnection"] = new V1.GetConnectionRequest { Name = Connection },
            ["ListConnections"] = new V1.ListConnectionsRequest { Parent = Workspace },
            ["RunSync"] = new V1.RunSyncRequest { Name = Connection, RequestId = id },
            ["PauseConnection"] = new V1.PauseConnectionRequest { Name = Connection, Reason = "maintenance",
                RequestId = id },
            ["ResumeConnection"] = new V1.ResumeConnectionRequest { Name = Connection, RequestId = id },
            ["GetSyncRun"] = new V1.GetSyncRunRequest { Name = Run },
            ["ListSyncRuns"] = new V1.ListSyncRunsRequest { Parent = Workspace },
            ["WatchSyncRun"] = new V1.WatchSyncRunRequest { Name = Run },
            ["GetOperation"] = new V1.GetOperationRequest { Name = Operation },
            ["ListOperations"] = new V1.ListOperationsRequest { Parent = Workspace },
            ["CancelOperation"] = new V1.CancelOperationRequest { Name = Operation, RequestId = id },
            ["WaitOperation"] = new V1.WaitOperationRequest { Name = Operation },
            ["GetDeadLetter"] = new V1.GetDeadLetterRequest { Name = Letter },
            ["ListDeadLetters"] = new V1.ListDeadLettersRequest { Parent = Workspace },
            ["ReplayDeadLetter"] = new V1.ReplayDeadLetterRequest { Name = Letter, RequestId = id },
            ["GetConflict"] = new V1.GetConflictRequest { Name = Conflict },
            ["ListConflicts"] = new V1.ListConflictsRequest { Parent = Workspace },
            ["ResolveConflict"] = new V1.ResolveConflictRequest { Name = Conflict, Value = industry, RequestId = id },
            ["GetDefinition"] = new V1.GetDefinitionRequest { Name = Definition },
            ["ListDefinitions"] = new V1.ListDefinitionsRequest { Parent = Workspace },
            ["CreateDefinition"] = new V1.CreateDefinitionRequest
            {
                Parent = Workspace,
                Definition = new V1.Definition
                {
                    Kind = V1.DefinitionKind.Term,
                    Key = "power_user",
                    DisplayName = "Power user",
                    Meaning = "Somebody who works in the product every day.",
                },
                RequestId = id,
            },
            ["UpdateDefinition"] = new V1.UpdateDefinitionRequest
            {
                Definition = new V1.Definition { Name = Definition, Meaning = "Days to first value." },
                UpdateMask = new FieldMask { Paths = { "meaning" } },
                Reason = "Shorter.",
                RequestId = id,
            },
            ["ApproveDefinition"] = new V1.ApproveDefinitionRequest { Name = Definition, Role = "vp_cs",
                Person = VpCs, RequestId = id },
            ["ContestDefinition"] = new V1.ContestDefinitionRequest { Name = Definition, Role = "vp_sales",
                Person = VpSales, Reason = "Sales counts from the signature.", RequestId = id },
            ["GetReview"] = new V1.GetReviewRequest { Name = Review },
            ["ListReviews"] = new V1.ListReviewsRequest { Parent = Workspace },
            ["GetPortfolioReport"] = new V1.GetPortfolioReportRequest { Parent = Workspace },
            ["AnswerFinding"] = new V1.AnswerFindingRequest
            {
                Name = Review,
                Rule = "stalled_share",
                Person = VpCs,
                Action = "Two of them got a technical lead.",
                RequestId = id,
            },
            ["GetAudit"] = new V1.GetAuditRequest { Name = Audit },
            ["ListAudits"] = new V1.ListAuditsRequest { Parent = Workspace },
            ["CreateAudit"] = new V1.CreateAuditRequest
            {
                Parent = Workspace,
                Audit = new V1.Audit { DisplayName = "Before" },
                RequestId = id,
            },
            ["ImportAuditRows"] = new V1.ImportAuditRowsRequest
            {
                Name = Audit,
                Kind = V1.AuditRowKind.Deals,
                Source = "deal,won_on\nD-1,2025-06-01\n",
                RequestId = id,
            },
            ["GenerateAuditReport"] = new V1.GenerateAuditReportRequest { Name = Audit, RequestId = id },
            ["GetAuditReport"] = new V1.GetAuditReportRequest { Name = Audit },
            ["GetPilot"] = new V1.GetPilotRequest { Name = Pilot },
            ["ListPilots"] = new V1.ListPilotsRequest { Parent = Workspace },
            ["CreatePilot"] = new V1.CreatePilotRequest
            {
                Parent = Workspace,
                Pilot = new V1.Pilot
                {
                    DisplayName = "Spring",
                    Scope = "New customers.",
                    Accounts = { Account },
                    Csms = { new V1.PilotCsm { Email = "cs@example.com" } },
                    MonitorUntilDate = new V1.Date { Year = 2026, Month = 4, Day = 1 },
                    Audit = Audit,
                },
                RequestId = id,
            },
            ["GetPilotReport"] = new V1.GetPilotReportRequest { Name = Pilot },
            ["ReportPilotIssue"] = new V1.ReportPilotIssueRequest { Name = Pilot, Kind = V1.PilotIssueKind.Blocking,
                Description = "Mails do not leave.", RequestId = id },
            ["TriagePilotIssue"] = new V1.TriagePilotIssueRequest { Name = Pilot, Issue = "i1",
                Kind = V1.PilotIssueKind.NonBlocking, Reason = "There is a detour.", RequestId = id },
            ["AnswerPilotIssue"] = new V1.AnswerPilotIssueRequest { Name = Pilot, Issue = "i1", RequestId = id },
            ["ResolvePilotIssue"] = new V1.ResolvePilotIssueRequest { Name = Pilot, Issue = "i1", Resolution = "Mended.",
                RequestId = id },
            ["RecordPilotFeedback"] = new V1.RecordPilotFeedbackRequest { Name = Pilot, Voice = V1.PilotVoice.Customer,
                Score = 8, RequestId = id },
            ["RecordPilotLesson"] = new V1.RecordPilotLessonRequest { Name = Pilot, Lesson = "Fewer mails.",
                RequestId = id },
            ["DecidePilot"] = new V1.DecidePilotRequest { Name = Pilot, Outcome = V1.PilotOutcome.LoopBack,
                Reason = "Too early.", RequestId = id },
            ["RollOutPilot"] = new V1.RollOutPilotRequest { Name = Pilot, Playbook = Playbook,
                FromDate = new V1.Date { Year = 2026, Month = 5, Day = 1 }, Reason = "It went well.", RequestId = id },
            ["ListEvents"] = new V1.ListEventsRequest { Parent = Workspace },
            ["VerifyJournal"] = new V1.VerifyJournalRequest { Parent = Workspace },
            ["WatchJournal"] = new V1.WatchJournalRequest { Parent = Workspace },
        };
    }

    public static V1.Workspace Settings() => new()
    {
        DisplayName = "Initech",
        Tiers = { new V1.TierRule { Tier = "standard" } },
        HandoffPolicies = { new V1.HandoffPolicy { Tier = "standard", RequiredFields = { "goals" } } },
        Roles = { new V1.RoleAssignment { Role = "csm", People = { "cs@example.com" } } },
        Playbook = "workspaces/acme/playbooks/ninety-day-onboarding",
    };

    private static AuditReport EmptyReport() => new()
    {
        Figures = [],
        Definitions = FigureKeys.Definitions,
        Differences = [],
        Comparisons = 0,
        Themes = [],
        Texts = 0,
        LeftOut = [],
        Baseline = new Baseline(Sample.Empty, new Proportion(0, 0), new Proportion(0, 0), Sample.Empty),
    };

    private static PilotPlan SmallPilot() => new()
    {
        Key = PilotId.ToString(),
        Title = "Winter",
        Scope = "New customers.",
        Customers = [.. Enumerable.Range(0, 5).Select(number =>
            new PilotCustomer(IdSource.From("winter", $"{number}").ToString(), "high_touch"))],
        Csms = [new PilotCsm("cs@example.com", new DateOnly(2026, 2, 27))],
        MonitorUntil = new DateOnly(2026, 4, 1),
        Baseline = new PilotBaseline(
            AuditId.ToString(), 1, new AuditTargets(90, ImmutableSortedDictionary<string, int>.Empty),
            EmptyReport().Baseline),
    };

    private async Task SeedAsync()
    {
        WorkspaceSettings settings = ShippedFiles.Workspace;
        foreach (WorkspaceId workspace in new[] { s_acme, new WorkspaceId("globex") })
        {
            await ApplyAsync(workspace, Aggregates.Workspace, workspace.Value, new WorkspaceCommand.Create(workspace,
                settings));
        }

        await ApplyAsync(s_acme, Aggregates.Playbook, "ninety-day-onboarding", new PlaybookCommand.Publish(
            new PlaybookId("ninety-day-onboarding"), ShippedFiles.PlaybookText, ShippedFiles.Playbook,
                "olivia@example.com"));
        await ApplyAsync(s_acme, Aggregates.Definition, "term-time-to-value", new DefinitionCommand.Propose(
            DefinitionKind.Term, "time_to_value",
            new DefinitionText("Time-to-Value", "Days from closed-won to first value.", ["vp_cs", "vp_sales"]), "hub"));
        await ApplyAsync(s_acme, Aggregates.Review, "month-2026-02", new ReviewCommand.Make(
            new ReviewPeriod(1, new DateOnly(2026, 2, 1)), new MaintenanceWatch([], [], settings, null).Findings(
                new ReviewPeriod(1, new DateOnly(2026, 2, 1)))));
        await ApplyAsync(s_acme, Aggregates.Audit, AuditId.ToString(), new AuditCommand.Create(
            AuditId.ToString(), "Before", new DateOnly(2025, 3, 2), new DateOnly(2026, 3, 2),
            new AuditTargets(90, ImmutableSortedDictionary<string, int>.Empty)));
        await ApplyAsync(s_acme, Aggregates.Audit, AuditId.ToString(), new AuditCommand.TakeReport(EmptyReport()));
        await ApplyAsync(s_acme, Aggregates.Pilot, PilotId.ToString(), new PilotCommand.Begin(SmallPilot(), [],
            BusinessCalendar.Default));
        await ResourceAsync(ResourceKind.Account, AccountId, ("name", FieldValue.OfText("Rotor Works")));
        await ApplyAsync(s_acme, Aggregates.Account, AccountId.ToString(), new ResourceCommand.Classify(settings));
        await ResourceAsync(ResourceKind.Account, IdSource.From("second"), ("name", FieldValue.OfText("Second Ltd")));
        var account = FieldValue.OfText(AccountId.ToString());
        await ResourceAsync(
            ResourceKind.Opportunity, OpportunityId,
            ("name", FieldValue.OfText("Big deal")), ("account_key", account), ("is_won", new FieldValue.Flag(true)));
        await ResourceAsync(ResourceKind.Contact, ContactId, ("last_name", FieldValue.OfText("Kern")),
            ("account_key", account));
        await ApplyAsync(s_acme, Aggregates.Handoff, HandoffId.ToString(), new HandoffCommand.Request(
            new Onboarding.Model.Ids.HandoffId(HandoffId), OpportunityId.ToString(), AccountId.ToString(),
                "self_service",
            ["goals", "stakeholders"], FieldMap.None, _host.Clock.GetUtcNow()));
        await ApplyAsync(s_acme, Aggregates.Message, MessageKey, new MessageCommand.Begin(
            new OnboardingId(OnboardingId), "Rotor Works",
            new MessageIntent
            {
                Number = 1,
                Key = "welcome",
                Title = "Welcome",
                Cause = "start",
                Role = "csm",
                To = "ann@vendor.example",
                Subject = "Welcome",
                Text = "Hello {{recipient}}",
                Facts = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty,
            },
            _host.Clock.GetUtcNow()));
        await ApplyAsync(s_acme, Aggregates.Delivery, DeliveryKey, new DeliveryCommand.Begin(new DeliveryMessage
        {
            Onboarding = new OnboardingId(OnboardingId),
            Action = "billing_profile",
            Request = 1,
            System = "billing",
            Title = "Billing profile",
            Owner = "billing@example.com",
            RequestedAt = _host.Clock.GetUtcNow(),
            ConfirmBy = new DateOnly(2026, 3, 5),
            Customer = "Rotor Works",
            AccountKey = AccountId.ToString(),
            OpportunityKey = OpportunityId.ToString(),
            Tier = "self_service",
            KickoffOn = new DateOnly(2026, 3, 9),
            Fields = FieldMap.None,
            Inputs = ImmutableSortedDictionary<string, string>.Empty,
        }));
        await ApplyAsync(s_acme, Aggregates.Connection, "crm",
            new ConnectionCommand.Register(new ConnectionId("crm"), "salesforce"));
        await CommitRunsAsync();

        RawCalls calls = _host.Calls();
        await calls.CallAsync<V1.Onboarding>("CreateOnboarding", new V1.CreateOnboardingRequest
        {
            Parent = Workspace,
            OnboardingId = OnboardingId.ToString(),
            Account = Account,
            RequestId = UsedRequestId,
        });
    }

    private Task CommitRunsAsync()
    {
        var crm = new ConnectionId("crm");
        return _host.Services.GetRequiredService<IJournalStore>().CommitAsync(
            new WriteSet
            {
                Workspace = s_acme,
                Run = new SyncRun
                {
                    Id = RunId,
                    Connection = crm,
                    State = SyncRunState.Succeeded,
                    StartedBy = "schedule",
                    StartedAt = _host.Clock.GetUtcNow(),
                },
                DeadLetters =
                [
                    new DeadLetter
                    {
                        Id = LetterId,
                        Connection = crm,
                        Stream = "Account",
                        RecordKey = "001",
                        Outbound = false,
                        Record = "{}",
                        Reason = "No name. Fill it in.",
                        Attempts = 1,
                        State = DeadLetterState.Open,
                        FailedAt = _host.Clock.GetUtcNow(),
                    },
                ],
                Conflicts =
                [
                    new Conflict
                    {
                        Id = ConflictId,
                        Connection = crm,
                        Stream = "Account",
                        ResourceKey = AccountId.ToString(),
                        Field = "industry",
                        Kept = FieldValue.OfText("Rail"),
                        Lost = FieldValue.OfText("Air"),
                        KeptFrom = "hub",
                        LostFrom = "connection:crm",
                        State = ConflictState.Open,
                        FoundAt = _host.Clock.GetUtcNow(),
                    },
                ],
            },
            CancellationToken.None);
    }

    private Task ResourceAsync(ResourceKind kind, Guid id, params (string Name, FieldValue Value)[] fields) =>
        ApplyAsync(s_acme, Aggregates.Of(kind), id.ToString(), new ResourceCommand.Create(
            kind, id.ToString(), "connection:crm",
            [
                .. fields.Select(field => new FieldChange
                {
                    Field = field.Name,
                    Value = field.Value,
                    Rank = 1,
                    ChangedAt = _host.Clock.GetUtcNow(),
                }),
            ]));

    private async Task ApplyAsync<TState, TCommand, TEvent>(
        WorkspaceId workspace, AggregateKind<TState, TCommand, TEvent> kind, string key, TCommand command)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        Decision<TEvent> decision = await _host.Dispatcher.RunAsync(
            workspace, [kind.Stream(key)], batch =>
                batch.Apply(kind, key, command, Origin.Time), CancellationToken.None);
        Assert.IsType<Decision<TEvent>.Accepted>(decision);
    }
}
