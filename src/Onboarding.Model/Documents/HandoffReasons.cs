using System.Collections.Frozen;

namespace Onboarding.Model.Documents;

/// <summary>Why customer success needs each field of the handoff.</summary>
internal static class HandoffReasons
{
    private const string AskedByWorkspace = "The settings of the workspace ask for it.";

    private static readonly FrozenDictionary<string, string> s_reasons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["goals"] = "The kickoff validates them, and first value is reaching the first of them. Without them the customer is "
            + "asked again what sales has heard already.",
        ["technical_requirements"] = "Engineering plans from them before the kickoff; what is found in week three moves the "
            + "date that was promised.",
        ["stakeholders"] = "The welcome goes to the right people, and a change of one of them is noticed.",
        ["promises_made"] = "A promise that only sales knows is broken by people who never heard it.",
        ["success_criteria"] = "They are assessed at the end; what was not agreed at the start cannot be shown to be met.",
        ["committed_activation_on"] = "The plan is held against the day that the customer was told, and a risk to it is "
            + "seen early.",
        ["contract_signed_on"] = "Nothing is provisioned before there is a contract.",
        ["amount"] = "It says with the tier how much attention was sold.",
        ["close_date"] = "Time-to-value counts from the day of closed-won.",
        ["owner_email"] = "Somebody must answer questions about what was sold.",
        ["account_key"] = "A deal without a customer cannot be onboarded.",
        ["name"] = "People find the deal by it.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string field) => s_reasons.GetValueOrDefault(field, AskedByWorkspace);

    /// <summary>Whether there is more to say than that the settings ask for it.</summary>
    public static bool Has(string field) => s_reasons.ContainsKey(field);
}
