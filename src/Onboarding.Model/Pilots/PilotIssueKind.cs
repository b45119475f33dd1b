namespace Onboarding.Model.Pilots;

/// <summary>What an issue keeps people from, and so how soon it must be answered.</summary>
public enum PilotIssueKind
{
    /// <summary>Work cannot go on; answered on the same day. Critical: no rollout while one is open.</summary>
    Blocking,

    /// <summary>Work goes on with a detour; answered within 48 hours.</summary>
    NonBlocking,

    /// <summary>Something new, which is no part of a pilot: noted and owed no answer.</summary>
    FeatureRequest,
}
