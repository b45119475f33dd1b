namespace Onboarding.Model.Audits.Files;

/// <summary>Bounds of what an audit takes in.</summary>
public static class AuditLimits
{
    /// <summary>Most lines of one import, which is one transaction.</summary>
    public const int RowsPerImportMax = 1_000;

    /// <summary>Most lines of one kind in an audit; five years of the busiest customer the hub is made for.</summary>
    public const int RowsMax = 20_000;

    /// <summary>Longest id of a deal, account or answer.</summary>
    public const int KeyLengthMax = 200;

    /// <summary>Longest name, tier or fact.</summary>
    public const int FactLengthMax = 255;

    /// <summary>Longest reason or answer of a customer.</summary>
    public const int TextLengthMax = 8_000;

    /// <summary>Most faults that are told of one file; whoever mends these sees the next.</summary>
    public const int FaultsMax = 50;
}
