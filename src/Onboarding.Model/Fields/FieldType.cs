namespace Onboarding.Model.Fields;

/// <summary>What a canonical field holds when it holds a value.</summary>
public enum FieldType
{
    Text,
    Number,
    Flag,
    Date,
    Instant,
    TextList,
}
