namespace Onboarding.Model.Playbooks;

/// <summary>Something that must be handed in and verified.</summary>
public sealed record InputDefinition
{
    public required string Key { get; init; }

    public required string Title { get; init; }

    public required InputKind Kind { get; init; }

    /// <summary>The role that must see to it.</summary>
    public required string OwnerRole { get; init; }
}
