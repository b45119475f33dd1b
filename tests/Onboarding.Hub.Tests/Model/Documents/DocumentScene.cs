using System.Collections.Immutable;

using Onboarding.Hub.Tests.Model.Audits;
using Onboarding.Model.Audits;
using Onboarding.Model.Definitions;
using Onboarding.Model.Documents;
using Onboarding.Model.Playbooks;

namespace Onboarding.Hub.Tests.Model.Documents;

/// <summary>What documents are made from in tests: the shipped files, with the register of a first start.</summary>
internal static class DocumentScene
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static DocumentSources Shipped { get; } = new()
    {
        Revision = 3,
        Playbook = ShippedFiles.Playbook,
        Settings = ShippedFiles.Workspace,
        Definitions = ShippedFiles.Definitions.ToImmutableDictionary(
            one => one.Id, one => Evolve(null, new DefinitionCommand.Propose(one.Kind, one.Key, one.Text, "hub"))),
    };

    public static string Render(DocumentKind kind, DocumentSources sources) =>
        PlaybookDocuments.Of(kind, sources).Content;

    public static string Map(string tier, DocumentSources? sources = null) =>
        Render(DocumentKind.JourneyMap, (sources ?? Shipped) with { Tier = tier });

    /// <summary>The register after commands to one of its definitions.</summary>
    public static DocumentSources After(DefinitionId id, params DefinitionCommand[] commands) => Shipped with
    {
        Definitions = Shipped.Definitions.SetItem(id, commands.Aggregate(
            Shipped.Definitions[id], (state, command) => Evolve(state, command))),
    };

    public static PlaybookPlan Plan(string tier) => ShippedFiles.Playbook.PlanFor(tier)!;

    /// <summary>An audit of 2025: forty deals, every fourth complete in 90 days, first value after 20 to 59.</summary>
    public static AuditState Audit(string tier) => AuditScene.Begun with
    {
        Report = AuditScene.Report(
        [
            .. Enumerable.Range(0, 40).Select(number => AuditScene.Deal(
                $"D-{number}", new DateOnly(2025, 2, 1).AddDays(number), value: 20 + number,
                completed: number % 4 == 0 ? 80 : 120, activity: 3, tier: tier)),
        ]),
    };

    private static DefinitionState Evolve(DefinitionState? state, DefinitionCommand command) =>
        AuditScene.Apply(Onboarding.Model.Aggregates.Definition, state, command, Now);
}
