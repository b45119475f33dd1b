using System.Collections.Immutable;

using Onboarding.Model.Ids;

namespace Onboarding.Model.Playbooks;

/// <summary>What can be asked of a playbook.</summary>
public abstract record PlaybookCommand
{
    private PlaybookCommand()
    {
    }

    /// <summary>Publishes a revision. The file was read and analysed before; publishing the newest one again changes nothing.</summary>
    public sealed record Publish(PlaybookId Id, string Source, PlaybookDefinition Definition, string By) : PlaybookCommand
    {
        /// <summary>What <see cref="Definitions.Alignment"/> found missing; anything in it prevents publishing.</summary>
        public ImmutableArray<string> NotAligned { get; init; } = [];
    }
}
