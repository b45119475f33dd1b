using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;
using Onboarding.Sync.Links;
using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Testing.StoreSuite;

/// <summary>A resource and a record are linked once, and every field of the link comes back.</summary>
public abstract class LinkPromises(StoreDatabase database) : StorePromises(database)
{
    private static readonly ConnectionId s_crm = new("crm");

    [StoreFact]
    public async Task A_link_is_read_back_as_it_was_by_record_and_by_resource()
    {
        WorkspaceId workspace = Workspace();
        Link link = Link("r1", "x1") with
        {
            Base = FieldMap.Of(
                ("name", FieldValue.OfText("Ünïcode 🚀")), ("nothing", FieldValue.Nothing), ("blank", FieldValue.Blank),
                ("amount", new FieldValue.Number(12.50m)), ("day", new FieldValue.Date(new DateOnly(2026, 3, 2))),
                ("at", new FieldValue.Instant(Monday.AddTicks(10)))),
            ModifiedAt = Monday.AddTicks(10),
        };
        await CommitAsync(Set(workspace) with { Links = [link] });

        Assert.Equal([link], await Hub.Links.ByExternalIdsAsync(workspace, s_crm, "accounts", ["x1", "x2"], None));
        Assert.Equal([link], await Hub.Links.ByResourcesAsync(workspace, s_crm, ["r1", "r2"], None));
        Assert.Empty(await Hub.Links.ByExternalIdsAsync(workspace, s_crm, "contacts", ["x1"], None));
        Assert.Empty(await Hub.Links.ByResourcesAsync(workspace, new ConnectionId("cs"), ["r1"], None));
    }

    [StoreFact]
    public async Task An_id_leads_to_every_resource_that_is_linked_to_it_and_to_no_other()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(workspace) with
        {
            Links =
            [
                Link("r1", "x1"), Link("r2", "x2"), Link("r3", "x1") with { Stream = "contacts" },
                Link("r4", "x4") with { State = LinkState.Intended },
            ],
        });
        Assert.Equal([("x1", "r1"), ("x1", "r3")], await Hub.Records.FindAsync(workspace, ["x1", "x4", "x9"], None));
        Assert.Empty(await Hub.Records.FindAsync(Workspace("another"), ["x1"], None));
    }

    [StoreFact]
    public async Task A_link_is_replaced_by_its_key_and_the_last_of_a_set_stays()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(workspace) with { Links = [Link("r1", null) with { State = LinkState.Intended }] });
        await CommitAsync(Set(workspace) with { Links = [Link("r1", "x1"), Link("r1", "x2")] });

        Link link = Assert.Single(await Hub.Links.ByResourcesAsync(workspace, s_crm, ["r1"], None));
        Assert.Equal(("x2", LinkState.Linked), (link.ExternalId, link.State));
    }

    [StoreFact]
    public async Task A_record_that_another_resource_is_linked_to_races()
    {
        WorkspaceId workspace = Workspace();
        await CommitAsync(Set(workspace) with { Links = [Link("r1", "x1")] });

        await RacesAsync(Set(workspace) with { Links = [Link("r2", "x1")] });
        await CommitAsync(Set(workspace) with { Links = [Link("r2", null), Link("r3", null)] });
        await CommitAsync(Set(workspace) with { LinksRemoved = [Link("r1", null).Key], Links = [Link("r2", "x1")] });
        Link link = Assert.Single(await Hub.Links.ByExternalIdsAsync(workspace, s_crm, "accounts", ["x1"], None));
        Assert.Equal("r2", link.ResourceKey);
        Assert.Empty(await Hub.Links.ByResourcesAsync(workspace, s_crm, ["r1"], None));
    }

    [StoreFact]
    public async Task Unsettled_links_are_paged_by_resource_without_tearing_one_apart()
    {
        WorkspaceId workspace = Workspace();
        ImmutableArray<Link> links =
        [
            Link("r1", "x1") with { Dirty = true },
            Link("r2", "x2"),
            Link("r3", null) with { State = LinkState.Intended },
            Link("r3", "y3") with { Stream = "contacts", Dirty = true },
            Link("r4", "x4") with { State = LinkState.Deleted },
            Link("r5", "x5") with { Dirty = true },
        ];
        await CommitAsync(Set(workspace) with { Links = links });

        IReadOnlyList<Link> first = await Hub.Links.UnsettledAsync(workspace, s_crm, null, 2, None);
        Assert.Equal(["r1/accounts", "r3/accounts", "r3/contacts"], first.Select(Name));
        IReadOnlyList<Link> second = await Hub.Links.UnsettledAsync(workspace, s_crm, "r3", 2, None);
        Assert.Equal(["r5/accounts"], second.Select(Name));
        Assert.Empty(await Hub.Links.UnsettledAsync(workspace, s_crm, "r5", 2, None));
    }

    [StoreFact]
    public async Task Linked_records_of_a_stream_are_paged_by_record()
    {
        WorkspaceId workspace = Workspace();
        ImmutableArray<Link> links =
        [
            Link("r1", "x3"), Link("r2", "x1"), Link("r3", "x2"), Link("r4", "x4") with { State = LinkState.Deleted },
            Link("r5", null) with { State = LinkState.Intended }, Link("r6", "x5") with { Stream = "contacts" },
        ];
        await CommitAsync(Set(workspace) with { Links = links });

        IReadOnlyList<Link> first = await Hub.Links.LinkedPageAsync(workspace, s_crm, "accounts", null, 2, None);
        Assert.Equal(["x1", "x2"], first.Select(link => link.ExternalId));
        IReadOnlyList<Link> second = await Hub.Links.LinkedPageAsync(workspace, s_crm, "accounts", "x2", 2, None);
        Assert.Equal(["x3"], second.Select(link => link.ExternalId));
    }

    private static string Name(Link link) => $"{link.ResourceKey}/{link.Stream}";

    private static Link Link(string resource, string? external) => new()
    {
        Connection = s_crm,
        Stream = "accounts",
        ResourceKey = resource,
        ExternalId = external,
        State = LinkState.Linked,
        Base = FieldMap.None,
    };
}
