using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

using Onboarding.Model.Calendars;
using Onboarding.Model.Conditions;
using Onboarding.Model.Fields;
using Onboarding.Model.Resources;

namespace Onboarding.Model.Workspaces;

/// <summary>How one company runs its onboarding: calendar, tiers, handoff policy, roles, and the playbook that starts.</summary>
public sealed record WorkspaceSettings
{
    public required string DisplayName { get; init; }

    public BusinessCalendar Calendar { get; init; } = BusinessCalendar.Default;

    /// <summary>Tried in order; the first that holds wins. Never empty, and the last has no condition.</summary>
    public required ImmutableArray<TierRule> Tiers { get; init; }

    /// <summary>One for each tier.</summary>
    public required ImmutableArray<HandoffPolicy> Handoff { get; init; }

    /// <summary>Who holds which role.</summary>
    public required ImmutableArray<RoleAssignment> Roles { get; init; }

    /// <summary>Name of the playbook whose newest revision a closed-won deal starts.</summary>
    public required string Playbook { get; init; }

    /// <summary>
    /// Day from which the hub takes onboardings on: a deal that was won when the hub first saw it and closed before this
    /// day starts nothing, or the first sync of a CRM would start all of its history. Null only before the workspace is
    /// made, which sets it to that day.
    /// </summary>
    public DateOnly? StartsFrom { get; init; }

    /// <summary>Whether a won deal belongs to the time before <see cref="StartsFrom"/>.</summary>
    public bool IsHistory(ResourceState deal) => deal is { ArrivedWon: true, WonAt: { } wonAt }
        && (deal.Values.DateOf("close_date") ?? Calendar.DayOf(wonAt)) < StartsFrom;

    /// <summary>Whether a playbook is published only when every definition that it uses is agreed.</summary>
    public bool SignOffRequired { get; init; }

    /// <summary>The playbook that new customers get from a day on; null while none is planned. A rollout sets it.</summary>
    public PlaybookRollout? Rollout { get; init; }

    /// <summary>Name of the playbook that a deal starts which was closed-won on a day.</summary>
    public string PlaybookOn(DateOnly wonOn) => wonOn >= Rollout?.From ? Rollout.Playbook : Playbook;

    /// <summary>Name of the playbook that a deal starts which was closed-won at an instant.</summary>
    public string PlaybookOn(DateTimeOffset wonAt) => PlaybookOn(Calendar.DayOf(wonAt));

    /// <summary>The tier of an account and what each rule tried found.</summary>
    public Classification Classify(FieldMap account)
    {
        var tried = ImmutableArray.CreateBuilder<RuleTried>();
        foreach (TierRule rule in Tiers)
        {
            Verdict verdict = rule.When?.Evaluate(account) ?? new Verdict(true, []);
            tried.Add(new RuleTried(rule.Tier, verdict));
            if (verdict.Holds)
            {
                return new Classification(rule.Tier, tried.ToImmutable());
            }
        }

        throw new InvalidOperationException("The last tier rule has no condition, so one always holds.");
    }

    /// <summary>The mandatory handoff fields of a tier; empty when the tier has no policy.</summary>
    public ImmutableArray<string> RequiredHandoffFields(string tier) =>
        Handoff.FirstOrDefault(policy => policy.Tier == tier)?.Required ?? [];

    /// <summary>The holder of a role for an account, or null when nobody holds it.</summary>
    /// <param name="role">Key of the role.</param>
    /// <param name="tier">Tier of the account.</param>
    /// <param name="accountKey">A lasting key of the account: the same key always gives the same person.</param>
    public string? HolderOf(string role, string tier, string accountKey)
    {
        RoleAssignment? line = Roles.FirstOrDefault(r => r.Role == role && r.Tier == tier)
            ?? Roles.FirstOrDefault(r => r.Role == role && r.Tier is null);
        return line is null ? null : line.People[(int)(Spread(accountKey) % (uint)line.People.Length)];
    }

    private static uint Spread(string key) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
