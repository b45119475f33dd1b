namespace Onboarding.Connectors.Tests.Catalogue;

/// <summary>The same under another name.</summary>
public class ZooConnector : RosterConnector
{
    protected override string Name => "zoo";
}
