namespace Onboarding.Storage.Journal;

/// <summary>A row of one number.</summary>
internal sealed record ValueRow
{
    public long Value { get; init; }
}
