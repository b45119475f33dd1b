using System.Collections.Immutable;

using FsCheck;
using FsCheck.Fluent;

using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

/// <summary>Merging changes of several sources into one resource.</summary>
public sealed class ResourceMergeTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// One change of each of three sources that have never agreed on anything: all that differs is who, when and
    /// what.
    /// </summary>
    private static readonly Gen<ImmutableArray<ResourceCommand.Merge>> s_changes =
        from policy in Gen.Elements(ConflictPolicy.AuthorityWins, ConflictPolicy.LatestWins)
        from values in Gen.Elements("a", "b", "c").ArrayOf(3)
        from ranks in Gen.Choose(1, 3).ArrayOf(3)
        from minutes in Gen.Choose(0, 2).ArrayOf(3)
        select ImmutableArray.CreateRange(Enumerable.Range(0, 3).Select(i =>
            Change($"connection:{i}", values[i], ranks[i], minutes[i], policy)));

    [Fact]
    public void The_result_does_not_depend_on_the_order_of_the_changes() => Holds(s_changes, changes =>
        Orders(changes).Select(order => Take(order).Fields["name"].Value).Distinct().Count() == 1);

    [Fact]
    public void A_change_taken_in_twice_changes_nothing_the_second_time() => Holds(s_changes, changes =>
    {
        ResourceState once = Take(changes);
        ResourceState twice = Take([.. changes, .. changes]);
        return twice.Fields["name"].Value == once.Fields["name"].Value;
    });

    [Fact]
    public void What_loses_is_kept_in_a_conflict() => Holds(s_changes, changes =>
    {
        ResourceState? state = null;
        foreach (ResourceCommand.Merge change in changes)
        {
            FieldValue? held = state?.Fields["name"].Value;
            FieldValue given = change.Changes[0].Value;
            ImmutableArray<ResourceEvent> events = Events(state, change);
            state = events.Aggregate(state, Resource.Evolve);
            FieldValue kept = state!.Fields["name"].Value;
            ResourceEvent.FieldConflicted[] conflicts = [.. events.OfType<ResourceEvent.FieldConflicted>()];
            bool differed = held is not null && held != given;
            if (conflicts.Length != (differed ? 1 : 0)
                || (differed && (conflicts[0].Kept.Value != kept || conflicts[0].Lost.Value != (kept == given ? held : given))))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void A_change_based_on_what_the_hub_holds_is_taken_whatever_its_rank()
    {
        ResourceState state = Take([Change("connection:0", "a", 1, 0, ConflictPolicy.AuthorityWins)]);
        ResourceCommand.Merge later = Change("connection:1", "b", 99, 1, ConflictPolicy.AuthorityWins);
        later = later with { Changes = [later.Changes[0] with { Base = FieldValue.OfText("a") }] };

        Assert.Equal("b", Events(state, later).Aggregate(state, Resource.Evolve!)!.Values.TextOf("name"));
    }

    [Fact]
    public void A_person_is_asked_and_the_hub_keeps_its_value_until_then()
    {
        ResourceState state = Take([Change("connection:0", "a", 5, 0, ConflictPolicy.AskPerson)]);

        ImmutableArray<ResourceEvent> events = Events(state, Change("connection:1", "b", 1, 1, ConflictPolicy.AskPerson));

        Assert.True(Assert.IsType<ResourceEvent.FieldConflicted>(Assert.Single(events)).Asked);
        Assert.Equal("a", events.Aggregate(state, Resource.Evolve!)!.Values.TextOf("name"));
    }

    private static void Holds(
        Gen<ImmutableArray<ResourceCommand.Merge>> changes, Func<ImmutableArray<ResourceCommand.Merge>, bool> promise) =>
        Prop.ForAll(changes.ToArbitrary(), promise).Check(
            Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20_260_302, 1));

    private static ResourceCommand.Merge Change(string source, string value, int rank, int minutes, ConflictPolicy policy) =>
        new(ResourceKind.Account, "k", source,
        [
            new FieldChange
            {
                Field = "name",
                Value = FieldValue.OfText(value),
                Rank = rank,
                ChangedAt = s_start.AddMinutes(minutes),
                Policy = policy,
            },
        ]);

    private static ImmutableArray<ResourceEvent> Events(ResourceState? state, ResourceCommand.Merge change) =>
        Assert.IsType<Decision<ResourceEvent>.Accepted>(Resource.Decide(state, change, s_start)).Events;

    private static ResourceState Take(IEnumerable<ResourceCommand.Merge> changes) =>
        changes.Aggregate<ResourceCommand.Merge, ResourceState?>(
            null, (state, change) => Events(state, change).Aggregate(state, Resource.Evolve))!;

    private static IEnumerable<ImmutableArray<ResourceCommand.Merge>> Orders(ImmutableArray<ResourceCommand.Merge> all) =>
        all.Length <= 1
            ? [all]
            : all.SelectMany((first, at) => Orders(all.RemoveAt(at)).Select(rest => rest.Insert(0, first)));
}
