using System.Text.Json.Serialization;

using Onboarding.Model.Ids;

namespace Onboarding.Model.Playbooks;

/// <summary>What happened to a playbook.</summary>
[JsonDerivedType(typeof(RevisionPublished), "playbook_revision_published")]
public abstract record PlaybookEvent
{
    private PlaybookEvent()
    {
    }

    public sealed record RevisionPublished(PlaybookId Id, PlaybookRevision Revision) : PlaybookEvent;
}
