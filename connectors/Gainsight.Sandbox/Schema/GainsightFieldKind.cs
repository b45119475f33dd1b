namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>The type of a field, as a describe call names it.</summary>
public enum GainsightFieldKind
{
    /// <summary>The id of the row itself.</summary>
    Gsid,

    /// <summary>Text of bounded length.</summary>
    String,

    /// <summary>HTML of bounded length.</summary>
    RichText,

    /// <summary>A mail address; compared without regard to case.</summary>
    Email,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A calendar date, which is never an instant.</summary>
    Date,

    /// <summary>An instant in UTC with millisecond resolution.</summary>
    DateTime,

    /// <summary>One item of a picklist: the label is accepted on write, the GSID of the item comes back.</summary>
    Picklist,

    /// <summary>The GSID of a row of another object.</summary>
    Lookup,
}
