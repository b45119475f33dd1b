namespace Onboarding.Connectors.Writes;

/// <summary>What a write does.</summary>
public enum WriteAction
{
    /// <summary>Changes the record of a known id.</summary>
    Update,

    /// <summary>Creates by external id, or changes the record that has it already.</summary>
    Upsert,

    /// <summary>Creates; the marker goes with it.</summary>
    Create,
}
