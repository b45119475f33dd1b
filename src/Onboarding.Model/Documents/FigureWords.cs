using System.Globalization;

using Onboarding.Model.Audits.Reports;

namespace Onboarding.Model.Documents;

/// <summary>Figures of an audit in words, with the cases that they rest on.</summary>
internal static class FigureWords
{
    /// <summary>Such as "median 6 days of 20 deals, half of them 3 to 11"; why where it cannot be told.</summary>
    public static string Of(AuditFigure? figure) => figure switch
    {
        null => "not known",
        { Value: null } => figure.Remark.Length == 0 ? "not known" : $"not known: {figure.Remark}",
        { Count: { } count } => $"{Percent(figure.Value.Value)}, {count} of {figure.Cases}",
        { Quartiles: { } half } =>
            $"{Median(figure.Value.Value, figure.Cases)}, half of them {Number(half.Low)} to {Number(half.High)}",
        _ => Median(figure.Value.Value, figure.Cases),
    };

    private static string Median(double value, int cases) => $"median {Number(value)} days of {cases}";

    private static string Percent(double share) => $"{Number(share * 100)} %";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
