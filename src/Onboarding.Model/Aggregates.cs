using System.Collections.Immutable;

using Onboarding.Model.Audits;
using Onboarding.Model.Connections;
using Onboarding.Model.Definitions;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Journal;
using Onboarding.Model.Maintenance;
using Onboarding.Model.Messages;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Pilots;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model;

/// <summary>Every kind of aggregate there is.</summary>
public static class Aggregates
{
    public static AggregateKind<ResourceState, ResourceCommand, ResourceEvent> Account { get; } = OfResource("account");

    public static AggregateKind<ResourceState, ResourceCommand, ResourceEvent> Opportunity { get; } = OfResource("opportunity");

    public static AggregateKind<ResourceState, ResourceCommand, ResourceEvent> Contact { get; } = OfResource("contact");

    public static AggregateKind<HandoffState, HandoffCommand, HandoffEvent> Handoff { get; } =
        new("handoff", ModelJson.Default.HandoffState, ModelJson.Default.HandoffEvent)
        {
            Decide = Handoffs.Handoff.Decide,
            Evolve = Handoffs.Handoff.Evolve,
            Index = Handoffs.Handoff.Index,
            NextDue = static state => state.RetryAt,
            WhenDue = new HandoffCommand.RetryStart(),
        };

    public static AggregateKind<OnboardingState, OnboardingCommand, OnboardingEvent> Onboarding { get; } =
        new("onboarding", ModelJson.Default.OnboardingState, ModelJson.Default.OnboardingEvent)
        {
            Decide = OnboardingDecisions.Decide,
            Evolve = OnboardingEvolution.Evolve,
            Index = OnboardingViews.Index,
            NextDue = OnboardingTimes.NextDue,
            WhenDue = new OnboardingCommand.Review(),
            Steady = OnboardingPlans.Part,
        };

    public static AggregateKind<WorkspaceState, WorkspaceCommand, WorkspaceEvent> Workspace { get; } =
        new("workspace", ModelJson.Default.WorkspaceState, ModelJson.Default.WorkspaceEvent)
        {
            Decide = Workspaces.Workspace.Decide,
            Evolve = Workspaces.Workspace.Evolve,
            Index = Workspaces.Workspace.Index,
        };

    public static AggregateKind<PlaybookState, PlaybookCommand, PlaybookEvent> Playbook { get; } =
        new("playbook", ModelJson.Default.PlaybookState, ModelJson.Default.PlaybookEvent)
        {
            Decide = Playbooks.Playbook.Decide,
            Evolve = Playbooks.Playbook.Evolve,
            Index = Playbooks.Playbook.Index,
        };

    public static AggregateKind<ConnectionState, ConnectionCommand, ConnectionEvent> Connection { get; } =
        new("connection", ModelJson.Default.ConnectionState, ModelJson.Default.ConnectionEvent)
        {
            Decide = Connections.Connection.Decide,
            Evolve = Connections.Connection.Evolve,
            Index = Connections.Connection.Index,
        };

    public static AggregateKind<DefinitionState, DefinitionCommand, DefinitionEvent> Definition { get; } =
        new("definition", ModelJson.Default.DefinitionState, ModelJson.Default.DefinitionEvent)
        {
            Decide = Definitions.Definition.Decide,
            Evolve = Definitions.Definition.Evolve,
            Index = Definitions.Definition.Index,
        };

    public static AggregateKind<ReviewState, ReviewCommand, ReviewEvent> Review { get; } =
        new("review", ModelJson.Default.ReviewState, ModelJson.Default.ReviewEvent)
        {
            Decide = Maintenance.Review.Decide,
            Evolve = Maintenance.Review.Evolve,
            Index = Maintenance.Review.Index,
        };

    public static AggregateKind<AuditState, AuditCommand, AuditEvent> Audit { get; } =
        new("audit", ModelJson.Default.AuditState, ModelJson.Default.AuditEvent)
        {
            Decide = Audits.Audit.Decide,
            Evolve = Audits.Audit.Evolve,
            Index = Audits.Audit.Index,
        };

    public static AggregateKind<AuditRowState, AuditRowCommand, AuditRowEvent> AuditRow { get; } =
        new("audit_row", ModelJson.Default.AuditRowState, ModelJson.Default.AuditRowEvent)
        {
            Decide = AuditRows.Decide,
            Evolve = AuditRows.Evolve,
            Index = AuditRows.Index,
        };

    public static AggregateKind<PilotState, PilotCommand, PilotEvent> Pilot { get; } =
        new("pilot", ModelJson.Default.PilotState, ModelJson.Default.PilotEvent)
        {
            Decide = Pilots.Pilot.Decide,
            Evolve = Pilots.Pilot.Evolve,
            Index = Pilots.Pilot.Index,
        };

    public static AggregateKind<DeliveryState, DeliveryCommand, DeliveryEvent> Delivery { get; } =
        new("delivery", ModelJson.Default.DeliveryState, ModelJson.Default.DeliveryEvent)
        {
            Decide = Deliveries.Delivery.Decide,
            Evolve = Deliveries.Delivery.Evolve,
            Index = Deliveries.Delivery.Index,
            // Sending is not the model's to do, so no command comes when it is due: the hub's delivery round looks at it.
            NextDue = static state => state.NextAttemptAt,
            Lane = static state => state.Message.System,
        };

    public static AggregateKind<MessageState, MessageCommand, MessageEvent> Message { get; } =
        new("message", ModelJson.Default.MessageState, ModelJson.Default.MessageEvent)
        {
            Decide = Messages.Message.Decide,
            Evolve = Messages.Message.Evolve,
            Index = Messages.Message.Index,
        };

    /// <summary>All of them, for code that treats every kind alike.</summary>
    public static ImmutableArray<AggregateKind> All { get; } =
    [
        Account, Opportunity, Contact, Handoff, Onboarding, Workspace, Playbook, Connection, Definition,
        Review, Audit, AuditRow, Pilot, Delivery, Message,
    ];

    /// <summary>The kind of a resource.</summary>
    public static AggregateKind<ResourceState, ResourceCommand, ResourceEvent> Of(ResourceKind kind) => kind switch
    {
        ResourceKind.Account => Account,
        ResourceKind.Opportunity => Opportunity,
        ResourceKind.Contact => Contact,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of resource."),
    };

    private static AggregateKind<ResourceState, ResourceCommand, ResourceEvent> OfResource(string name) =>
        new(name, ModelJson.Default.ResourceState, ModelJson.Default.ResourceEvent)
        {
            Decide = Resource.Decide,
            Evolve = Resource.Evolve,
            Index = Resource.Index,
        };
}
