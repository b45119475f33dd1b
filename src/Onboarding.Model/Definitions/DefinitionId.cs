using System.Diagnostics;

namespace Onboarding.Model.Definitions;

/// <summary>
/// The slug of a definition, unique in its workspace: its kind and its key, such as "milestone-first-value". So what a
/// playbook names is found without a table that says which definition means it.
/// </summary>
public readonly record struct DefinitionId(string Value)
{
    /// <summary>The definition of a kind with a key of lower-case letters, digits and underscores.</summary>
    public static DefinitionId Of(DefinitionKind kind, string key)
    {
        string word = kind switch
        {
            DefinitionKind.Term => "term",
            DefinitionKind.Milestone => "milestone",
            DefinitionKind.Tier => "tier",
            DefinitionKind.CriticalInput => "input",
            _ => throw new UnreachableException(),
        };
        return new DefinitionId($"{word}-{key.Replace('_', '-')}");
    }

    public override string ToString() => Value;
}
