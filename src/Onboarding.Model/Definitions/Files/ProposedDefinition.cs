namespace Onboarding.Model.Definitions.Files;

/// <summary>A definition as a file proposes it.</summary>
public sealed record ProposedDefinition(DefinitionKind Kind, string Key, DefinitionText Text)
{
    public DefinitionId Id => DefinitionId.Of(Kind, Key);
}
