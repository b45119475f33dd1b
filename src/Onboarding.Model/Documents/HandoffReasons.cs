using System.Collections.Frozen;

namespace Onboarding.Model.Documents;

/// <summary>Why customer success needs each field of the handoff.</summary>
internal static class HandoffReasons
{
    private const string AskedByWorkspace = "The settings of the workspace ask for it.";

    private static readonly FrozenDictionary<string, string> s_reasons = FrozenDictionary.ToFrozenDictionary(
    [
        Reason("goals", "The kickoff validates them, and first value is reaching the first of them. Without them the "
            + "customer is asked again what sales has heard already."),
        Reason("technical_requirements", "Engineering plans from them before the kickoff; what is found in week three "
            + "moves the date that was promised."),
        Reason("stakeholders", "The welcome goes to the right people, and a change of one of them is noticed."),
        Reason("promises_made", "A promise that only sales knows is broken by people who never heard it."),
        Reason("success_criteria", "They are assessed at the end; what was not agreed at the start cannot be shown to "
            + "be met."),
        Reason("committed_activation_on", "The plan is held against the day that the customer was told, and a risk to "
            + "it is seen early."),
        Reason("contract_signed_on", "Nothing is provisioned before there is a contract."),
        Reason("amount", "It says with the tier how much attention was sold."),
        Reason("close_date", "Time-to-value counts from the day of closed-won."),
        Reason("owner_email", "Somebody must answer questions about what was sold."),
        Reason("account_key", "A deal without a customer cannot be onboarded."),
        Reason("name", "People find the deal by it."),
    ], StringComparer.Ordinal);

    public static string Of(string field) => s_reasons.GetValueOrDefault(field, AskedByWorkspace);

    private static KeyValuePair<string, string> Reason(string field, string why) => new(field, why);
}
