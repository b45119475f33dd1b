namespace Onboarding.Model.Journal;

/// <summary>One aggregate's stream of events: its kind ("onboarding") and its key in the workspace.</summary>
public readonly record struct StreamId(string Kind, string Key)
{
    public override string ToString() => $"{Kind}/{Key}";
}
