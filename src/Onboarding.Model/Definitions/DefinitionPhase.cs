namespace Onboarding.Model.Definitions;

/// <summary>How far a definition is agreed.</summary>
public enum DefinitionPhase
{
    /// <summary>Written down as somebody took it to be; not all who must have approved it.</summary>
    Assumed,

    /// <summary>Everybody who must has approved the present version, and nobody contests it: it is aligned.</summary>
    Confirmed,

    /// <summary>Not what was assumed first; not all who must have approved the corrected version.</summary>
    Corrected,

    /// <summary>A stakeholder does not agree to the present version.</summary>
    Contested,
}
