using System.Collections.Immutable;

using Onboarding.Connectors.Mappings;
using Onboarding.Model.Fields;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>
/// Compares hub, CRM and customer-success platform record by record and field by field. It asks each side for what it
/// holds and knows nothing of how it came there.
/// </summary>
internal sealed class Comparison
{
    private readonly List<string> _lost = [];
    private readonly List<string> _duplicated = [];
    private readonly List<string> _inconsistent = [];

    /// <summary>What was found so far.</summary>
    public Findings Findings => new([.. _lost], [.. _duplicated], [.. _inconsistent]);

    /// <summary>Each won deal has one handoff, and each complete handoff one onboarding.</summary>
    /// <param name="wonDeals">Names of the deals that are closed-won in the CRM.</param>
    /// <param name="hub">What the hub holds.</param>
    public void AddChain(IEnumerable<string> wonDeals, HubRecords hub)
    {
        AddCounts(
            wonDeals, hub.Handoffs.Select(handoff => handoff.Deal),
            "the won deal {0} has no handoff", "the deal {0} has {1} handoffs", "the handoff of {0} has no won deal");
        AddCounts(
            hub.Handoffs.Where(handoff => handoff.IsComplete).Select(handoff => handoff.Deal), hub.OnboardedDeals,
            "the complete handoff of {0} has no onboarding", "the deal {0} has {1} onboardings",
            "the onboarding of {0} has no complete handoff");
    }

    /// <summary>What a mapping maps is the same in the hub and on the platform.</summary>
    /// <param name="platform">The platform's name for people.</param>
    /// <param name="mapping">The connection's mapping.</param>
    /// <param name="hub">The hub's records.</param>
    /// <param name="there">The platform's records.</param>
    public void AddPlatform(string platform, Mapping mapping, IReadOnlyList<Filed> hub, IReadOnlyList<Filed> there)
    {
        foreach (RecordKind kind in mapping.Streams.Select(stream => stream.Kind)
            .Where(kind => kind is not (RecordKind.Person or RecordKind.Stakeholder)))
        {
            string what = kind.ToString().ToLowerInvariant();
            ILookup<string, Filed> ours = hub.Where(record => record.Kind == kind).ToLookup(Name, StringComparer.Ordinal);
            ILookup<string, Filed> theirs = there.Where(record => record.Kind == kind).ToLookup(Name, StringComparer.Ordinal);
            AddCounts(
                ours.Select(group => group.Key), theirs.SelectMany(group => group).Select(Name),
                $"{what} {{0}} is missing on {platform}", $"{what} {{0}} is there {{1}} times on {platform}",
                $"{what} {{0}} of {platform} is missing in the hub");
            _duplicated.AddRange(ours.Where(group => group.Count() > 1)
                .SelectMany(group => group.Skip(1))
                .Select(record => $"{what} {record.Name} is doubled in the hub"));
            foreach (IGrouping<string, Filed> group in ours)
            {
                if (theirs[group.Key].FirstOrDefault() is { } other)
                {
                    AddFields($"{what} {group.Key}", platform, group.First().Fields, other.Fields);
                }
            }
        }
    }

    /// <summary>Each set-up action reached its system, and none did twice.</summary>
    /// <param name="onboardings">The hub's onboardings with all that is inside.</param>
    /// <param name="taken">What the systems took, once for each webhook-id.</param>
    public void AddSystems(
        IReadOnlyList<V1.Onboarding> onboardings, IReadOnlyCollection<(string Onboarding, string Action)> taken)
    {
        ILookup<(string, string), (string, string)> received = taken.ToLookup(one => one);
        var asked = onboardings
            .SelectMany(onboarding => onboarding.SetupActions
                .Where(action => action.Request > 0)
                .Select(action => (Onboarding: onboarding, Action: action)))
            .ToList();
        foreach ((V1.Onboarding onboarding, V1.SetupAction action) in asked)
        {
            string what = $"set-up action {action.Key} of {onboarding.DisplayName}";
            int count = received[(onboarding.Name, action.Key)].Count();
            if (count == 0 && action.Closer.StartsWith("system:", StringComparison.Ordinal))
            {
                _lost.Add($"the {what} is confirmed, and its system knows nothing of it");
            }

            _duplicated.AddRange(Enumerable.Repeat($"the {what} is {count} times at its system", Math.Max(0, count - 1)));
        }

        _lost.AddRange(received.Select(group => group.Key)
            .Except(asked.Select(one => (one.Onboarding.Name, one.Action.Key)))
            .Select(unknown => $"a system was asked for {unknown}, and the hub knows nothing of it"));
    }

    private void AddCounts(
        IEnumerable<string> expected, IEnumerable<string> found, string lost, string duplicated, string unknown)
    {
        HashSet<string> wanted = expected.ToHashSet(StringComparer.Ordinal);
        Dictionary<string, int> counts = found.GroupBy(name => name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (string name in wanted.Union(counts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            int count = counts.GetValueOrDefault(name);
            if (count == 0)
            {
                _lost.Add(Said(lost, name, count));
            }
            else if (!wanted.Contains(name))
            {
                _lost.Add(Said(unknown, name, count));
            }

            _duplicated.AddRange(Enumerable.Repeat(Said(duplicated, name, count), Math.Max(0, count - 1)));
        }
    }

    private void AddFields(string what, string platform, FieldMap ours, FieldMap theirs)
    {
        foreach (string field in theirs.Keys)
        {
            string here = Shown(ours.Get(field));
            string there = Shown(theirs.Get(field));
            if (here != there)
            {
                _inconsistent.Add($"{what}: {field} is {here} in the hub and {there} on {platform}");
            }
        }
    }

    // A checkbox has two states and a field three: not ticked and never said are the same there. So are no text and "".
    private static string Shown(FieldValue? value) => value switch
    {
        null or FieldValue.Null or FieldValue.Empty or FieldValue.Flag { Value: false } => "nothing",
        FieldValue.TextList { Value.Count: 0 } => "nothing",
        FieldValue.Instant instant => instant.Value.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
        _ => $"'{value}'",
    };

    private static string Said(string form, string name, int count) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, form, name, count);

    private static string Name(Filed record) => record.Name;
}
