using System.Collections.Immutable;

using Onboarding.Connectors.Gainsight.Sandbox;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>
/// Hub, CRM and customer-success platform as they are at the end, held against each other, and what the systems of set-up
/// actions were asked for.
/// </summary>
/// <param name="Hub">What the hub holds.</param>
/// <param name="Findings">Where the three do not agree.</param>
/// <param name="EndState">The canonical text of all that they hold.</param>
internal sealed record ThreeSides(HubRecords Hub, Findings Findings, string EndState)
{
    public static async Task<ThreeSides> CompareAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        HubRecords hub = await HubRecords.ReadAsync(stage.Hub.Client, stage.Settings.Calendar, cancellationToken);
        GainsightWorld csWorld = stage.Platforms.Cs.World;
        ImmutableArray<Filed> crm = CrmRecords.Of(stage.Platforms.Crm.World.Snapshot(), stage.CrmMapping);
        ImmutableArray<Filed> cs = CsRecords.Of(
            csWorld.Snapshot(), csWorld.All(GainsightObjects.PicklistItem), stage.CsMapping);
        var comparison = new Comparison();
        comparison.AddChain(
            crm.Where(record => record.Fields.IsTrue("is_won")).Select(record => record.Name), hub);
        comparison.AddPlatform(stage.CrmConnector.Descriptor.Title, stage.CrmMapping, hub.Records, crm);
        comparison.AddPlatform(stage.CsConnector.Descriptor.Title, stage.CsMapping, hub.Records, cs);
        comparison.AddSystems(hub.Onboardings, stage.Systems.Taken);
        return new ThreeSides(hub, comparison.Findings, Checking.EndState.Of(hub, crm, cs));
    }
}
