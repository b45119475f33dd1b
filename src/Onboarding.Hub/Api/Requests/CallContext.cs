using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Failures;
using Onboarding.Model.Ids;

namespace Onboarding.Hub.Api.Requests;

/// <summary>
/// Reads names for a caller. Nothing that a handler gets from here lies in a workspace that the caller may not see, and
/// whoever may not is told that there is no such thing.
/// </summary>
internal static class CallContext
{
    public static Caller Caller(this ServerCallContext context) => (Caller)context.UserState[typeof(Caller)];

    /// <summary>The workspace that a request names.</summary>
    public static ResourceName Workspace(this ServerCallContext context, string text, string field = "parent") =>
        context.Seen(ResourceName.ReadWorkspace(text, field));

    /// <summary>The resource that a request names.</summary>
    public static ResourceName Resource(
        this ServerCallContext context, string text, Collection collection, string field = "name") =>
        context.Seen(ResourceName.Read(text, collection, field));

    public static ResourceName Seen(this ServerCallContext context, ResourceName name) =>
        context.Caller().Sees(name.Workspace) ? name : throw Refuse.NotFound(name.ToString());

    /// <summary>The key of a resource that a filter names; null when it names none.</summary>
    public static string? KeyWithin(WorkspaceId workspace, string text, Collection collection, string field)
    {
        if (text.Length == 0)
        {
            return null;
        }

        ResourceName name = ResourceName.Read(text, collection, field);
        return name.Workspace == workspace
            ? name.Key
            : throw Refuse.Name(field, $"{name} does not lie in {ResourceName.Of(workspace)}.");
    }

    /// <summary>The text of a filter; null when it asks for nothing.</summary>
    public static string? Filter(string text) => text.Length == 0 ? null : text;
}
