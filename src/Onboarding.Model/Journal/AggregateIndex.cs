namespace Onboarding.Model.Journal;

/// <summary>
/// The columns by which aggregates are listed and looked up. What a column means depends on the kind: the parent of an
/// opportunity or onboarding is its account, that of a handoff its opportunity.
/// </summary>
/// <param name="Parent">Key of the aggregate it belongs to; null when there is none.</param>
/// <param name="State">Its lifecycle state in lower snake case; "deleted" hides it from lists.</param>
/// <param name="Title">Name for people, at most 300 characters.</param>
/// <param name="Tier">Service tier, where it has one.</param>
/// <param name="Owner">Mail address of its owner, where it has one.</param>
/// <param name="Summary">A short JSON for lists of kinds whose state is large; null lists the state itself.</param>
public sealed record AggregateIndex(
    string? Parent, string State, string Title, string? Tier = null, string? Owner = null, string? Summary = null);
