using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Cli.Demo.Scenes;

namespace Onboarding.Cli.Demo.People;

/// <summary>What sales writes into the handoff of a deal.</summary>
internal static class HandoffNotes
{
    /// <summary>The handoff field that is not a field of the deal in the CRM but its contact roles.</summary>
    public const string Stakeholders = "stakeholders";

    /// <summary>The fields that sales fills in on the deal itself.</summary>
    public static ImmutableArray<string> Fields { get; } =
    [
        "goals", "technical_requirements", "promises_made", "success_criteria", "committed_activation_on", "contract_signed_on",
    ];

    /// <summary>What stands in a field once it is filled in.</summary>
    public static object Of(Customer customer, string field) => field switch
    {
        "goals" => $"Cut the time from order to delivery in {customer.Industry.ToLowerInvariant()} by a fifth.",
        "technical_requirements" => customer.Complexity == "low"
            ? "Standard set-up, sign-in with passwords."
            : "Single sign-on, nightly export of orders, data kept in the EU.",
        "promises_made" => customer.Tier == Scenario.HighTouch ? "A monthly review with the sponsor." : "none",
        "success_criteria" => string.Create(CultureInfo.InvariantCulture, $"{customer.Employees / 10} weekly users by the end."),
        "committed_activation_on" => DemoDays.DateOf(customer.ClosedOn).AddDays(ActivationDays(customer.Tier)),
        "contract_signed_on" => DemoDays.DateOf(customer.ClosedOn),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Sales has nothing to say on this field."),
    };

    private static int ActivationDays(string tier) => tier switch
    {
        Scenario.HighTouch => 90,
        Scenario.TechTouch => 60,
        _ => 30,
    };
}
