using System.Collections.Frozen;

using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Simulation;

/// <summary>Events as the hub's API gives them, read back into the model's own.</summary>
internal static class Journaled
{
    // "workspaces/{workspace}/onboardings/{id}": the third part says what kind it is; the workspace itself has none.
    private static readonly FrozenDictionary<string, string> s_kinds = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["accounts"] = Aggregates.Account.Name,
        ["opportunities"] = Aggregates.Opportunity.Name,
        ["contacts"] = Aggregates.Contact.Name,
        ["handoffs"] = Aggregates.Handoff.Name,
        ["onboardings"] = Aggregates.Onboarding.Name,
        ["playbooks"] = Aggregates.Playbook.Name,
        ["connections"] = Aggregates.Connection.Name,
        ["definitions"] = Aggregates.Definition.Name,
        ["reviews"] = Aggregates.Review.Name,
        ["deliveries"] = Aggregates.Delivery.Name,
        ["messages"] = Aggregates.Message.Name,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">It is of a kind that no simulation brings about.</exception>
    public static JournalEvent Of(V1.JournalEvent wired) => new()
    {
        Position = wired.Position,
        Workspace = new WorkspaceId(wired.Resource.Split('/')[1]),
        Stream = StreamOf(wired.Resource),
        Version = wired.Version,
        Type = wired.Type,
        Payload = wired.Payload,
        Origin = new Origin(wired.Actor, wired.Cause),
        Time = wired.EventTime.ToDateTimeOffset(),
        Hash = wired.Hash,
    };

    private static StreamId StreamOf(string resource) => resource.Split('/') switch
    {
        [_, var workspace] => Aggregates.Workspace.Stream(workspace),
        [_, _, var segment, var key] when s_kinds.TryGetValue(segment, out string? kind) => new StreamId(kind, key),
        _ => throw new InvalidOperationException($"The journal speaks of {resource}, which no simulation works with."),
    };
}
