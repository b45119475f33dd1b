using System.Diagnostics;
using System.Text.Json;

using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

namespace Onboarding.Model.Audits;

/// <summary>Decides and evolves imported lines.</summary>
public static class AuditRows
{
    /// <summary>The key of the aggregate of a line: the same line of the same audit always has the same.</summary>
    public static string KeyOf(string auditKey, AuditRow row) =>
        IdSource.From("auditRows", auditKey, row.Kind.ToString(), row.Key).ToString("D");

    public static Decision<AuditRowEvent> Decide(AuditRowState? state, AuditRowCommand command, DateTimeOffset now)
    {
        if (command is not AuditRowCommand.Take take)
        {
            throw new UnreachableException();
        }

        AuditRow row = state is null ? take.Row : take.Row.Over(state.Row);
        return state is not null && Written(row) == Written(state.Row)
            ? Decision<AuditRowEvent>.Unchanged
            : Decision<AuditRowEvent>.Of(new AuditRowEvent.Taken(take.AuditKey, row));
    }

    public static AuditRowState Evolve(AuditRowState? state, AuditRowEvent @event) => @event switch
    {
        AuditRowEvent.Taken taken => new AuditRowState(taken.AuditKey, taken.Row),
        _ => throw new UnreachableException(),
    };

    public static AggregateIndex Index(AuditRowState state) =>
        new(Parent: state.AuditKey, State: state.Row.Kind.ToString().ToLowerInvariant(), Title: state.Row.Key);

    // A row holds a map; as it is written it can be compared.
    private static string Written(AuditRow row) => JsonSerializer.Serialize(row, ModelJson.Default.AuditRow);
}
