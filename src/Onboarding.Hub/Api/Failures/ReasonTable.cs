using Google.Protobuf.Reflection;

using Grpc.Core;

using Onboarding.Model.Journal;

namespace Onboarding.Hub.Api.Failures;

/// <summary>What the model's refusals are called outside, and with which code they are answered.</summary>
internal static class ReasonTable
{
    private const string Prefix = "ERROR_REASON_";

    public static (StatusCode Code, V1.ErrorReason Reason) Of(RefusalReason reason) => reason switch
    {
        RefusalReason.InvalidField => (StatusCode.InvalidArgument, V1.ErrorReason.InvalidField),
        RefusalReason.NotFound => (StatusCode.NotFound, V1.ErrorReason.NotFound),
        RefusalReason.AlreadyExists => (StatusCode.AlreadyExists, V1.ErrorReason.AlreadyExists),
        RefusalReason.HandoffIncomplete => (StatusCode.FailedPrecondition, V1.ErrorReason.HandoffIncomplete),
        RefusalReason.TaskLocked => (StatusCode.FailedPrecondition, V1.ErrorReason.TaskLocked),
        RefusalReason.StateConflict => (StatusCode.FailedPrecondition, V1.ErrorReason.StateConflict),
        RefusalReason.GateOpen => (StatusCode.FailedPrecondition, V1.ErrorReason.GateOpen),
        RefusalReason.OwnerRequired => (StatusCode.FailedPrecondition, V1.ErrorReason.OwnerRequired),
        RefusalReason.DefinitionsNotAligned => (StatusCode.FailedPrecondition, V1.ErrorReason.DefinitionsNotAligned),
        RefusalReason.PlaybookInvalid => (StatusCode.InvalidArgument, V1.ErrorReason.PlaybookInvalid),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "The catalogue has no such reason."),
    };

    /// <summary>The name as the ErrorInfo carries it, such as "TASK_LOCKED".</summary>
    public static string NameOf(V1.ErrorReason reason)
    {
        EnumDescriptor catalogue = V1.ErrorsReflection.Descriptor.EnumTypes[0];
        return catalogue.FindValueByNumber((int)reason).Name[Prefix.Length..];
    }
}
