using System.Collections.Immutable;

using Onboarding.Model;
using Onboarding.Model.Audits;
using Onboarding.Model.Audits.Reports;
using Onboarding.Model.Fields;
using Onboarding.Model.Journal;
using Onboarding.Model.Resources;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Audits;

/// <summary>Makes audits and deals for tests. The period is the year 2025, and the target 90 days.</summary>
internal static class AuditScene
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);

    public static AuditState Begun { get; } = Evolve(null, new AuditCommand.Create(
        "audit", "Before", new DateOnly(2025, 1, 1), new DateOnly(2026, 1, 1),
        new AuditTargets(90, ImmutableSortedDictionary<string, int>.Empty)));

    public static AuditReport Report(IEnumerable<AuditRow> rows, params ResourceState[] synced) =>
        AuditReporting.Of(Begun, Sources([.. rows], synced));

    public static AuditSources Sources(IReadOnlyList<AuditRow> rows, params ResourceState[] synced) => new()
    {
        Settings = ShippedFiles.Workspace,
        Opportunities = [.. synced.Where(resource => resource.Kind == ResourceKind.Opportunity)],
        Accounts = synced.Where(resource => resource.Kind == ResourceKind.Account).ToDictionary(account => account.Key),
        Rows = rows,
        Keys = AuditKeys.AsGiven,
    };

    /// <summary>A deal won on a day of 2025, with what happened so many days later.</summary>
    public static AuditRow.Deal Deal(
        string id, DateOnly wonOn, int? value = null, int? completed = null, int? activity = null, string tier = "high_touch") =>
        new(id)
        {
            Account = $"A-{id}",
            WonOn = wonOn,
            Tier = tier,
            FirstActivityOn = activity is { } first ? wonOn.AddDays(first) : null,
            FirstValueOn = value is { } days ? wonOn.AddDays(days) : null,
            CompletedOn = completed is { } done ? wonOn.AddDays(done) : null,
        };

    public static ResourceState Resource(
        ResourceKind kind, string key, DateTimeOffset at, params (string Name, FieldValue Value)[] fields)
    {
        AggregateKind<ResourceState, ResourceCommand, ResourceEvent> of = Aggregates.Of(kind);
        ResourceState state = Apply(of, null, new ResourceCommand.Create(
            kind, key, "connection:crm",
            [.. fields.Select(field => new FieldChange { Field = field.Name, Value = field.Value, Rank = 1, ChangedAt = at })]), at);
        return kind == ResourceKind.Account ? Apply(of, state, new ResourceCommand.Classify(ShippedFiles.Workspace), at) : state;
    }

    public static AuditState Evolve(AuditState? state, AuditCommand command) => Apply(Aggregates.Audit, state, command, Now);

    public static TState Apply<TState, TCommand, TEvent>(
        AggregateKind<TState, TCommand, TEvent> kind, TState? state, TCommand command, DateTimeOffset now)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var accepted = Assert.IsType<Decision<TEvent>.Accepted>(kind.Decide(state, command, now));
        return accepted.Events.Aggregate(state, (at, @event) => kind.Evolve(at, @event))!;
    }
}
