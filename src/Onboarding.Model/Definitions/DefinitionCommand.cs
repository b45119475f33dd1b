namespace Onboarding.Model.Definitions;

/// <summary>What can be asked of a definition.</summary>
public abstract record DefinitionCommand
{
    private DefinitionCommand()
    {
    }

    /// <summary>Writes down what is assumed, as v0.</summary>
    public sealed record Propose(DefinitionKind Kind, string Key, DefinitionText Text, string By) : DefinitionCommand;

    /// <summary>Says it otherwise: a new version, which everybody who must approves anew.</summary>
    public sealed record Correct(DefinitionText Text, string By, string Reason) : DefinitionCommand;

    /// <summary>A person agrees to the present version for a role. That the person holds the role was checked before.</summary>
    public sealed record Approve(string Role, string Person) : DefinitionCommand;

    /// <summary>
    /// A person does not agree to the present version for a role. It stays contested until the role approves it or it
    /// is corrected.
    /// </summary>
    public sealed record Contest(string Role, string Person, string Reason) : DefinitionCommand;
}
