using Onboarding.Cli.Demo.Scenes;
using Onboarding.Connectors.Gainsight.Sandbox;

namespace Onboarding.Cli.Demo.People;

/// <summary>An onboarding as the customer-success platform shows it: one call to action of one company.</summary>
/// <param name="Gsid">Id of the call to action.</param>
/// <param name="Company">Id of the company.</param>
/// <param name="Customer">Whose it is.</param>
/// <param name="Began">Day on which it appeared.</param>
internal sealed record OpenCta(string Gsid, string Company, Customer Customer, int Began)
{
    /// <summary>Those that are not closed.</summary>
    public static IEnumerable<OpenCta> In(GainsightWorld world, Scenario scenario)
    {
        foreach (GainsightRow cta in world.All(GainsightObjects.CallToAction, "IsClosed", false))
        {
            if (cta.Text("CompanyId") is { } company && scenario.Find(world.Get(company).Text("Name")) is { } customer)
            {
                yield return new OpenCta(
                    cta.Gsid, company, customer, DemoDays.NumberOf((DateTimeOffset)cta["CreatedDate"]!));
            }
        }
    }
}
