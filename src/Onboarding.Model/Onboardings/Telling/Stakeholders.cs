using System.Collections.Immutable;

using Onboarding.Model.Fields;
using Onboarding.Model.Ids;

namespace Onboarding.Model.Onboardings.Telling;

/// <summary>The people at the customer whom the deal names, by their role in an onboarding.</summary>
public static class Stakeholders
{
    // What CRMs call the people of a deal, the best fit first. Salesforce ships Business User, Decision Maker, Economic
    // Buyer, Economic Decision Maker, Evaluator, Executive Sponsor, Influencer and Technical Buyer.
    private static readonly ImmutableArray<(string Role, ImmutableArray<string> Names)> s_roles =
    [
        ("customer_sponsor",
            ["executive sponsor", "sponsor", "economic buyer", "economic decision maker", "decision maker"]),
        ("customer_champion", ["champion", "project lead", "project manager", "business user", "influencer"]),
        ("customer_technical", ["technical buyer", "technical team", "technical lead", "technical contact", "evaluator"]),
        ("customer_admin", ["administrator", "admin", "system administrator"]),
        ("customer_end_user", ["end user"]),
        ("customer_power_user", ["power user"]),
        ("customer_team_lead", ["team lead"]),
    ];

    /// <summary>The roles that a deal can name somebody for.</summary>
    public static IEnumerable<string> Roles => s_roles.Select(known => known.Role);

    /// <summary>One person for each role that the field "stakeholders" of a deal or handoff names somebody for.</summary>
    public static ImmutableSortedDictionary<string, Addressee> Of(FieldMap? deal)
    {
        List<(string Role, Addressee Who)> named =
        [
            .. (deal?.Get("stakeholders") as FieldValue.TextList)?.Value.Select(Read)
                .OfType<(string, Addressee)>() ?? [],
        ];
        var found = ImmutableSortedDictionary.CreateBuilder<string, Addressee>(StringComparer.Ordinal);
        foreach ((string role, ImmutableArray<string> names) in s_roles)
        {
            if (names.SelectMany(name => named.Where(one => one.Role == name)).Select(one => one.Who)
                .FirstOrDefault() is { } who)
            {
                found[role] = who;
            }
        }

        return found.ToImmutable();
    }

    // "Executive Sponsor: Ann Miller <ann@customer.example>"; anything else names nobody who could get mail.
    private static (string Role, Addressee Who)? Read(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        int open = text.LastIndexOf('<');
        if (colon < 0 || open < colon || !text.EndsWith('>') || !MailAddress.IsOne(text[(open + 1)..^1]))
        {
            return null;
        }

        string name = text[(colon + 1)..open].Trim();
        return (text[..colon].Trim().ToLowerInvariant(),
            new Addressee(text[(open + 1)..^1], name.Length == 0 ? null : name));
    }
}
