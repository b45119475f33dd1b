namespace Onboarding.Connectors.Salesforce.Sandbox.Schema;

/// <summary>The field types that the sandbox knows ("Object Reference for Salesforce, Field Types").</summary>
public enum SalesforceFieldType
{
    /// <summary>The row's own id, 18 characters.</summary>
    Id,

    /// <summary>Text of bounded length.</summary>
    Text,

    /// <summary>Long text: it can be read and written, but neither filtered nor sorted.</summary>
    LongText,

    /// <summary>One value of a list, which may be restricted.</summary>
    Picklist,

    /// <summary>True or false, never null.</summary>
    Checkbox,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a scale; JSON always writes it with a decimal point.</summary>
    Number,

    /// <summary>An amount of money, scale 2.</summary>
    Currency,

    /// <summary>A percentage.</summary>
    Percent,

    /// <summary>A calendar date without a time.</summary>
    Date,

    /// <summary>An instant, to the second.</summary>
    Instant,

    /// <summary>The id of a row of another (or the same) type.</summary>
    Reference,

    /// <summary>A mail address; its form is checked.</summary>
    Email,

    /// <summary>A telephone number, free text.</summary>
    Phone,

    /// <summary>A web address, free text.</summary>
    Url,

    /// <summary>A structure of the Tooling API, such as Metadata.</summary>
    Complex,
}
