using System.Globalization;

using Onboarding.Hub.Api.Failures;
using Onboarding.Model;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

namespace Onboarding.Hub.Api.Requests;

/// <summary>The name of a workspace (<see cref="Collection"/> is null) or of a resource in one.</summary>
internal sealed record ResourceName(WorkspaceId Workspace, Collection? Collection, string Key)
{
    private const string WorkspaceSegment = "workspaces";
    private const int SlugLengthMax = 80;

    public static ResourceName Of(WorkspaceId workspace) => new(workspace, null, workspace.Value);

    public static ResourceName Of(WorkspaceId workspace, Collection collection, Guid id) =>
        new(workspace, collection, id.ToString("D"));

    /// <summary>The id of a resource of a collection with UUIDs.</summary>
    public Guid Id => Guid.ParseExact(Key, "D");

    /// <summary>Reads the name of a workspace.</summary>
    public static ResourceName ReadWorkspace(string text, string field) =>
        text.Split('/') is [WorkspaceSegment, var id] && IsWorkspaceId(id)
            ? Of(new WorkspaceId(id))
            : throw Wrong(text, field, "a workspace", "workspaces/{workspace}");

    /// <summary>Reads the name of a resource of a collection.</summary>
    public static ResourceName Read(string text, Collection collection, string field) =>
        text.Split('/') is [WorkspaceSegment, var workspace, var segment, var id] && segment == collection.Segment
        && IsWorkspaceId(workspace) && KeyOf(collection, id) is { } key
            ? new ResourceName(new WorkspaceId(workspace), collection, key)
            : throw Wrong(
                text, field, $"one of {collection.Segment}",
                $"workspaces/{{workspace}}/{collection.Segment}/{{{(collection.HasSlug ? "slug" : "UUID")}}}");

    /// <summary>Reads the name of a revision of a playbook.</summary>
    public static (ResourceName Playbook, int Number) ReadRevision(string text, string field)
    {
        string[] parts = text.Split('/');
        return parts is [_, _, _, _, "revisions", { Length: > 0 and < 6 } digits] && digits[0] != '0'
            && digits.All(char.IsAsciiDigit)
            ? (Read(string.Join('/', parts[..4]), Collection.Playbooks, field), int.Parse(digits,
                CultureInfo.InvariantCulture))
            : throw Wrong(text, field, "a revision", "workspaces/{workspace}/playbooks/{playbook}/revisions/{number}");
    }

    /// <summary>Reads the name of anything that has a stream in the journal.</summary>
    public static (ResourceName Name, StreamId Stream) ReadAggregate(string text, string field)
    {
        if (text.Split('/') is [_, _, var segment, _]
            && Collection.OfAggregates.FirstOrDefault(pair =>
                pair.Collection.Segment == segment) is { Kind: not null } found)
        {
            ResourceName name = Read(text, found.Collection, field);
            return (name, found.Kind.Stream(name.Key));
        }

        ResourceName workspace = ReadWorkspace(text, field);
        return (workspace, Aggregates.Workspace.Stream(workspace.Key));
    }

    /// <summary>The name of an aggregate by its stream.</summary>
    public static ResourceName OfStream(WorkspaceId workspace, StreamId stream) =>
        Collection.OfAggregates.FirstOrDefault(pair => pair.Kind.Name == stream.Kind) is { Collection: { } collection }
            ? new ResourceName(workspace, collection, stream.Key)
            : Of(workspace);

    public static bool IsWorkspaceId(string id) => id.Length is >= 3 and <= 40 && IsSlug(id);

    /// <summary>The id in its one form, or null when it has not the shape of one.</summary>
    public static string? KeyOf(Collection collection, string id) => collection.HasSlug
        ? IsSlug(id) && id.Length <= SlugLengthMax ? id : null
        : Guid.TryParseExact(id, "D", out Guid guid) ? guid.ToString("D") : null;

    public override string ToString() => Collection is null
        ? $"{WorkspaceSegment}/{Workspace}"
        : $"{WorkspaceSegment}/{Workspace}/{Collection.Segment}/{Key}";

    private static bool IsSlug(string id) => id.Length > 0 && char.IsAsciiLetterLower(id[0])
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static RefusedException Wrong(string text, string field, string what, string shape) => Refuse.Name(
        field,
        text.Length == 0
            ? $"{field} is missing; it names {what}: {shape}."
            : $"'{(text.Length > 200 ? text[..200] : text)}' is no name of {what}; it is {shape}.");
}
