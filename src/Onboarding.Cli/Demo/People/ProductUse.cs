using Onboarding.Cli.Demo.Scenes;
using Onboarding.Connectors.Gainsight.Sandbox;

namespace Onboarding.Cli.Demo.People;

/// <summary>
/// The customers at work with the product, as the tenant's product data shows it on the company: outcomes and not
/// tasks, because milestones are proved by what customers reached.
/// </summary>
internal sealed class ProductUse(GainsightWorld world, Scenario scenario)
{
    private const decimal ShareAtTheEnd = 0.82m;

    /// <summary>What a day brings.</summary>
    public void Act(int day)
    {
        foreach (OpenCta cta in OpenCta.In(world, scenario).ToList())
        {
            if (!cta.Customer.IsStalled(cta.Began, day))
            {
                Advance(cta, day);
            }
        }
    }

    private void Advance(OpenCta cta, int day)
    {
        GainsightRow company = world.Get(cta.Company);
        Outcomes outcomes = cta.Customer.Outcomes;
        int progress = cta.Customer.ProgressOn(cta.Began, day);
        (string Field, int? Reached)[] dates =
        [
            ("First_Login__gc", outcomes.FirstLogin), ("Setup_Completed__gc", outcomes.SetupCompleted),
            ("First_Feature_Adopted__gc", outcomes.FirstFeatureAdopted), ("First_Value__gc", outcomes.FirstValue),
        ];
        foreach ((string field, int? reached) in dates)
        {
            if (progress >= reached && company[field] is null)
            {
                world.Set(company.Gsid, field, DemoDays.DateOf(day));
            }
        }

        if (progress >= outcomes.IntegrationLive && company["Integrations_Live__gc"] is null)
        {
            world.Set(company.Gsid, "Integrations_Live__gc", 1);
        }

        if (ShareOn(progress, outcomes) is { } share && !share.Equals(company["Active_User_Share__gc"]))
        {
            world.Set(company.Gsid, "Active_User_Share__gc", share);
        }
    }

    // The tenant tells the share in steps, as usage reports do.
    private static decimal? ShareOn(int progress, Outcomes outcomes) => progress switch
    {
        _ when progress >= outcomes.ActiveUsage => ShareAtTheEnd,
        _ when progress * 3 >= outcomes.ActiveUsage * 2 => 0.6m,
        _ when progress * 3 >= outcomes.ActiveUsage => 0.3m,
        _ => null,
    };
}
