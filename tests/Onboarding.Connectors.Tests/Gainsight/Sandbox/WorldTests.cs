using Onboarding.Connectors.Gainsight.Sandbox;
using Onboarding.Testing.Clocks;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class WorldTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Worlds_of_one_seed_and_story_are_equal_and_of_another_seed_are_not()
    {
        Assert.Equal(Story(1), Story(1));
        Assert.NotEqual(Story(1), Story(2));

        IEnumerable<GainsightRow> Story(long seed)
        {
            var world = new GainsightWorld(seed, _clock);
            world.AddCompany("Kestrel", ("Csm", world.AddUser("Ines", "ines@hub.example")), ("ARR", 10));
            return world.Snapshot();
        }
    }

    [Fact]
    public void A_late_commit_shows_up_with_the_date_it_had()
    {
        var world = new GainsightWorld(1, _clock);
        var old = world.AddCompany("old");
        var written = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var late = world.AddLate("Company", TimeSpan.FromMinutes(5), ("Name", "late"));
        world.SetLate(old, TimeSpan.FromMinutes(5), "Industry", "Food");
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Null(world.Find(late));
        Assert.Equal((null, written), (world.Get(old)["Industry"], world.Get(old)["ModifiedDate"]));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(written.AddSeconds(1), world.Get(late)["ModifiedDate"]);
        Assert.Equal(("Food", written.AddSeconds(1)), (world.Get(old)["Industry"], world.Get(old)["ModifiedDate"]));
    }

    [Fact]
    public void A_story_that_breaks_a_rule_is_told_so()
    {
        var world = new GainsightWorld(1, _clock);
        var company = world.AddCompany("a");
        Assert.Throws<ArgumentException>(() => world.Set(company, "Stage", "Nowhere"));
        Assert.Throws<ArgumentException>(() => world.Set(company, "Nmae", "b"));
        Assert.Throws<ArgumentException>(() => world.Set("1P02NONE", "Name", "b"));
        Assert.Throws<ArgumentException>(() => world.DefineField("Company", GainsightField.Text("Plain")));
        Assert.Throws<ArgumentException>(() => world.DefineField("Company", GainsightField.Lookup("A__gc", "Nowhere")));
    }

    [Fact]
    public void A_retired_picklist_item_stays_on_rows_and_cannot_be_set()
    {
        var world = new GainsightWorld(1, _clock);
        var company = world.AddCompany("a", ("Stage", "Live"));
        var live = world.Get(company)["Stage"];
        world.RetirePicklistItem("COMPANY_STAGE", "Live");
        Assert.Equal(live, world.Get(company)["Stage"]);
        Assert.Throws<ArgumentException>(() => world.AddCompany("b", ("Stage", "Live")));
    }

    [Fact]
    public void A_dropped_field_is_gone_with_its_values()
    {
        var world = new GainsightWorld(1, _clock);
        world.DefineField("Company", GainsightField.Text("Hub_Key__gc"));
        var company = world.AddCompany("a", ("Hub_Key__gc", "k"));
        Assert.Equal("k", world.Get(company)["hub_key__gc"]);
        world.DropField("Company", "Hub_Key__gc");
        Assert.Null(world.Get(company)["Hub_Key__gc"]);
        Assert.Throws<ArgumentException>(() => world.Set(company, "Hub_Key__gc", "k"));
    }
}
