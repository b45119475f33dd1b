using Onboarding.Cli.Demo.Scenes;
using Onboarding.Hub.Tests.Model;
using Onboarding.Model.Fields;
using Onboarding.Model.Workspaces;
using Onboarding.Model.Workspaces.Files;

using Xunit;

namespace Onboarding.Hub.Tests.Demo;

/// <summary>What the demo plays, before anybody plays it.</summary>
public sealed class ScenarioTests
{
    private const int Seed = 7;

    private static readonly WorkspaceSettings s_settings =
        WorkspaceFile.Read(ShippedFiles.WorkspaceText, "workspace.yaml").Settings!;

    [Fact]
    public void The_same_seed_gives_the_same_customers() => Assert.Equal(Told(Of(30)), Told(Of(30)));

    [Fact]
    public void Another_seed_gives_other_customers() =>
        Assert.NotEqual(Told(Of(30)), Told(Scenario.Of(Seed + 1, 30, 90, s_settings)));

    [Fact]
    public void More_customers_change_nothing_for_those_before() => Assert.StartsWith(Told(Of(10)), Told(Of(30)), StringComparison.Ordinal);

    [Fact]
    public void Each_customer_has_a_name_of_its_own() =>
        Assert.Equal(NameBook.CompaniesMax, Of(NameBook.CompaniesMax).Customers.Select(customer => customer.Name).Distinct().Count());

    [Fact]
    public void The_rules_of_the_workspace_find_the_tier_that_was_meant() => Assert.All(Of(100).Customers, customer =>
        Assert.Equal(customer.Tier, s_settings.Classify(FieldMap.Of(
            ("annual_recurring_revenue", new FieldValue.Number(customer.AnnualRecurringRevenue)),
            ("complexity", FieldValue.OfText(customer.Complexity)),
            ("path", FieldValue.OfText(customer.Path)))).Tier));

    [Fact]
    public void About_a_third_of_the_handoffs_lacks_what_the_tier_demands()
    {
        List<Customer> gaps = [.. Of(30).Customers.Where(customer => !customer.LeftOut.IsEmpty)];

        Assert.Equal(10, gaps.Count);
        Assert.All(gaps, customer => Assert.Empty(
            customer.LeftOut.Except(s_settings.RequiredHandoffFields(customer.Tier), StringComparer.Ordinal)));
    }

    [Fact]
    public void Progress_stands_still_while_a_customer_is_stalled()
    {
        Customer customer = Of(30).Customers.First(known => known.StallsAfter is not null);
        int first = 10 + customer.StallsAfter!.Value;

        Assert.False(customer.IsStalled(10, first - 1));
        Assert.True(customer.IsStalled(10, first));
        Assert.True(customer.IsStalled(10, first + Customer.StallDays - 1));
        Assert.False(customer.IsStalled(10, first + Customer.StallDays));
        Assert.Equal(customer.ProgressOn(10, first), customer.ProgressOn(10, first + Customer.StallDays));
    }

    private static Scenario Of(int customers) => Scenario.Of(Seed, customers, 90, s_settings);

    private static string Told(Scenario scenario) => string.Concat(scenario.Customers.Select(customer =>
        $"{customer with { Stakeholders = [], LeftOut = [] }} {string.Join(',', customer.Stakeholders)} "
        + $"{string.Join(',', customer.LeftOut)}\n"));
}
