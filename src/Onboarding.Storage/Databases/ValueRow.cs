namespace Onboarding.Storage.Databases;

/// <summary>A row of one number.</summary>
internal sealed record ValueRow
{
    public long Value { get; init; }
}
