using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Onboarding.Model.Audits;
using Onboarding.Model.Connections;
using Onboarding.Model.Definitions;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Handoffs;
using Onboarding.Model.Maintenance;
using Onboarding.Model.Messages;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Pilots;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Resources;
using Onboarding.Model.Workspaces;

namespace Onboarding.Model;

/// <summary>How states and events are written; made by the source generator.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResourceState))]
[JsonSerializable(typeof(ResourceEvent))]
[JsonSerializable(typeof(HandoffState))]
[JsonSerializable(typeof(HandoffEvent))]
[JsonSerializable(typeof(OnboardingState))]
[JsonSerializable(typeof(OnboardingEvent))]
[JsonSerializable(typeof(OnboardingSummary))]
[JsonSerializable(typeof(ImmutableArray<PlaybookPlan>))]
[JsonSerializable(typeof(WorkspaceState))]
[JsonSerializable(typeof(WorkspaceEvent))]
[JsonSerializable(typeof(PlaybookState))]
[JsonSerializable(typeof(AlertRule))]
[JsonSerializable(typeof(PlaybookEvent))]
[JsonSerializable(typeof(ConnectionState))]
[JsonSerializable(typeof(ConnectionEvent))]
[JsonSerializable(typeof(DefinitionState))]
[JsonSerializable(typeof(DefinitionEvent))]
[JsonSerializable(typeof(ReviewState))]
[JsonSerializable(typeof(ReviewEvent))]
[JsonSerializable(typeof(AuditState))]
[JsonSerializable(typeof(AuditEvent))]
[JsonSerializable(typeof(AuditRowState))]
[JsonSerializable(typeof(AuditRowEvent))]
[JsonSerializable(typeof(DeliveryState))]
[JsonSerializable(typeof(DeliveryEvent))]
[JsonSerializable(typeof(MessageState))]
[JsonSerializable(typeof(MessageEvent))]
[JsonSerializable(typeof(PilotState))]
[JsonSerializable(typeof(PilotEvent))]
public sealed partial class ModelJson : JsonSerializerContext;
