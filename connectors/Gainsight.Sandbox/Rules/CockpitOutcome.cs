namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>What became of one record of a Cockpit write; the text is what the reply says of it.</summary>
internal abstract record CockpitOutcome
{
    public sealed record Written(string Gsid) : CockpitOutcome
    {
        public override string ToString() => Gsid;
    }

    public sealed record Failed(string Code, string Message) : CockpitOutcome
    {
        public override string ToString() => $"{Code}: {Message}";
    }
}
