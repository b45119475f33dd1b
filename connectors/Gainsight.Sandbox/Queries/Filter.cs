namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>A filter: conditions joined by AND and OR.</summary>
internal abstract record Filter
{
    public abstract bool Holds(Row row);

    /// <summary>Conditions that every row in the answer must meet.</summary>
    public abstract IEnumerable<Comparison> Needed { get; }

    public sealed record One(Comparison Comparison) : Filter
    {
        public override IEnumerable<Comparison> Needed => [Comparison];

        public override bool Holds(Row row) => Comparison.Holds(row);
    }

    public sealed record And(Filter Left, Filter Right) : Filter
    {
        public override IEnumerable<Comparison> Needed => Left.Needed.Concat(Right.Needed);

        public override bool Holds(Row row) => Left.Holds(row) && Right.Holds(row);
    }

    public sealed record Or(Filter Left, Filter Right) : Filter
    {
        public override IEnumerable<Comparison> Needed => [];

        public override bool Holds(Row row) => Left.Holds(row) || Right.Holds(row);
    }
}
