using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

using Onboarding.Cli.Demo.Running;
using Onboarding.Connectors.Mappings;
using Onboarding.Model.Calendars;
using Onboarding.Model.Fields;
using Onboarding.Model.Resources;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>All that the hub holds, as its API tells it.</summary>
internal sealed record HubRecords
{
    public required ImmutableArray<Filed> Records { get; init; }

    /// <summary>Name of the deal of each handoff that was not withdrawn, and whether the handoff is complete.</summary>
    public required ImmutableArray<(string Deal, bool IsComplete)> Handoffs { get; init; }

    /// <summary>Name of the deal that each onboarding came from.</summary>
    public required ImmutableArray<string> OnboardedDeals { get; init; }

    /// <summary>The onboardings with all that is inside, in order of their titles.</summary>
    public required ImmutableArray<V1.Onboarding> Onboardings { get; init; }

    public static async Task<HubRecords> ReadAsync(
        HubClient hub, BusinessCalendar calendar, CancellationToken cancellationToken)
    {
        IReadOnlyList<V1.Account> accounts = await hub.AccountsAsync(cancellationToken);
        IReadOnlyList<V1.Opportunity> deals = await hub.OpportunitiesAsync(cancellationToken);
        IReadOnlyList<V1.Contact> contacts = await hub.ContactsAsync(cancellationToken);
        IReadOnlyList<V1.Handoff> handoffs = await hub.HandoffsAsync(cancellationToken);
        var onboardings = ImmutableArray.CreateBuilder<V1.Onboarding>();
        foreach (V1.Onboarding listed in await hub.OnboardingsAsync(V1.OnboardingState.Unspecified, cancellationToken))
        {
            onboardings.Add(await hub.OnboardingAsync(listed.Name, cancellationToken));
        }

        return Of(accounts, deals, contacts, handoffs, onboardings.ToImmutable(), calendar);
    }

    public static HubRecords Of(
        IReadOnlyList<V1.Account> accounts, IReadOnlyList<V1.Opportunity> deals, IReadOnlyList<V1.Contact> contacts,
        IReadOnlyList<V1.Handoff> handoffs, IReadOnlyList<V1.Onboarding> onboardings, BusinessCalendar calendar)
    {
        var accountNames = accounts.ToDictionary(account => KeyOf(account.Name), NameOf, StringComparer.Ordinal);
        var dealNames = deals.ToDictionary(deal => deal.Name, NameOf, StringComparer.Ordinal);
        return new HubRecords
        {
            Records =
            [
                .. accounts.Select(account => new Filed(RecordKind.Account, NameOf(account), Wired.Map(account.Fields))),
                .. deals.Select(deal => new Filed(
                    RecordKind.Opportunity, NameOf(deal), WithAccount(Wired.Map(deal.Fields), accountNames))),
                .. contacts.Select(contact => Contact(WithAccount(Wired.Map(contact.Fields), accountNames))),
                .. onboardings.SelectMany(onboarding => OnboardingRecords.Of(onboarding, calendar)),
                .. handoffs.Where(IsComplete).Select(handoff => Note(handoff, accountNames)),
            ],
            Handoffs =
            [
                .. handoffs.Where(handoff => handoff.State != V1.HandoffState.Withdrawn)
                    .Select(handoff => (dealNames.GetValueOrDefault(handoff.Opportunity, handoff.DisplayName), IsComplete(handoff))),
            ],
            OnboardedDeals =
            [
                .. onboardings.Select(onboarding => dealNames.GetValueOrDefault(onboarding.Opportunity, onboarding.DisplayName)),
            ],
            Onboardings = [.. onboardings.OrderBy(onboarding => onboarding.DisplayName, StringComparer.Ordinal)],
        };
    }

    private static string NameOf(V1.Account account) => account.DisplayName;

    private static string NameOf(V1.Opportunity deal) => deal.DisplayName;

    private static bool IsComplete(V1.Handoff handoff) => handoff.State == V1.HandoffState.Complete;

    private static string KeyOf(string resource) => resource[(resource.LastIndexOf('/') + 1)..];

    private static Filed Contact(FieldMap fields) => new(RecordKind.Contact, fields.TextOf("email") ?? "without mail", fields);

    private static FieldMap WithAccount(FieldMap fields, Dictionary<string, string> accountNames) =>
        fields.TextOf("account_key") is { } key
            ? fields.With("account_key", FieldValue.OfText(accountNames.GetValueOrDefault(key, key)))
            : fields;

    private static Filed Note(V1.Handoff handoff, Dictionary<string, string> accountNames)
    {
        FieldMap fields = Wired.Map(handoff.Fields);
        string subject = string.Create(CultureInfo.InvariantCulture, $"Handoff: {fields.TextOf("name")}");
        return new Filed(RecordKind.Note, subject, FieldMap.Of(
            ("subject", FieldValue.OfText(subject)),
            ("body", FieldValue.OfText(Body(fields))),
            ("account_key", FieldValue.OfText(accountNames.GetValueOrDefault(KeyOf(handoff.Account), ""))),
            ("author_email", FieldValue.OfText(handoff.CsOwner)),
            ("noted_at", new FieldValue.Instant(handoff.CompleteTime.ToDateTimeOffset()))));
    }

    // Worked out anew, and not taken from the code that writes it: each filled-in field of the handoff once.
    private static string Body(FieldMap fields)
    {
        var html = new StringBuilder("<dl>");
        foreach (string name in FieldCatalogue.Of(ResourceKind.Opportunity).Select(field => field.Name))
        {
            if (fields.Get(name) is { IsFilled: true } value && name != "account_key")
            {
                html.Append(CultureInfo.InvariantCulture,
                    $"<dt>{char.ToUpperInvariant(name[0])}{name[1..].Replace('_', ' ')}</dt>"
                    + $"<dd>{WebUtility.HtmlEncode(value.ToString())}</dd>");
            }
        }

        return html.Append("</dl>").ToString();
    }
}
