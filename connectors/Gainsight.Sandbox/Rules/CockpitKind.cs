namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>What CTAs and tasks do not have in common.</summary>
internal abstract class CockpitKind
{
    public abstract string ObjectName { get; }

    /// <summary>Fields that a new row cannot be without and that no update may clear.</summary>
    public abstract IReadOnlyList<string> Mandatory { get; }

    /// <summary>Keys of an update that say which tasks follow it.</summary>
    public virtual IReadOnlyList<string> Cascades => [];

    /// <summary>Fills in what a new row does not say.</summary>
    public abstract void Complete(Tenant tenant, Dictionary<string, object?> values);

    /// <summary>Why a new row with these values is refused, or null.</summary>
    public virtual string? Refuse(Tenant tenant, IReadOnlyDictionary<string, object?> values) => null;

    /// <summary>Called when a row was inserted.</summary>
    public virtual void Created(Tenant tenant, Row row)
    {
    }

    /// <summary>Why an update is refused, or null.</summary>
    public virtual string? RefuseUpdate(
        Tenant tenant,
        Row row,
        IReadOnlyDictionary<string, object?> values,
        IReadOnlyDictionary<string, string> cascades) => null;

    /// <summary>Called just before a row is updated.</summary>
    public virtual void Updating(
        Tenant tenant,
        Row row,
        IReadOnlyDictionary<string, object?> values,
        IReadOnlyDictionary<string, string> cascades)
    {
    }
}
