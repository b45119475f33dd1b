using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Reports;

namespace Onboarding.Model.Pilots;

/// <summary>What a pilot is compared with: taken over from an audit when the pilot begins, so that it never moves.</summary>
/// <param name="AuditKey">Key of the audit.</param>
/// <param name="Report">Number of its report.</param>
/// <param name="Targets">In how many days an onboarding is to be complete, then and now.</param>
/// <param name="Figures">How onboarding went before.</param>
public sealed record PilotBaseline(string AuditKey, int Report, AuditTargets Targets, Baseline Figures);
