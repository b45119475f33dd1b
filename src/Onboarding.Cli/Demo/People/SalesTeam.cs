using Onboarding.Cli.Demo.Scenes;
using Onboarding.Connectors.Salesforce.Sandbox;

namespace Onboarding.Cli.Demo.People;

/// <summary>
/// The people in the CRM. They enter accounts and deals, win them, and mend a handoff once the CRM shows them that
/// something is missing. They see nothing but the CRM.
/// </summary>
internal sealed class SalesTeam(SalesforceWorld world, CrmNames names, Scenario scenario)
{
    private const string Account = "Account";
    private const string Deal = "Opportunity";

    private readonly Dictionary<string, string> _deals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _contacts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _handedOver = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withRoles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _users = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives everybody who works in the company a user.</summary>
    public void Hire(IEnumerable<string> mails)
    {
        foreach (string mail in mails)
        {
            string[] name = NameBook.OfMail(mail).Split(' ', 2);
            _users[mail] = world.AddUser(mail, name.Length > 1 ? name[0] : "", name[^1], mail);
        }
    }

    /// <summary>Somebody has left the company: the CRM lets nobody be given anything of theirs any more.</summary>
    public void Retire(string mail) => world.SetField(_users[mail], "IsActive", false);

    /// <summary>Writes a field of a customer's deal anew, as the seller would.</summary>
    public void EditDeal(Customer customer, string field, object value) =>
        world.SetField(_deals[customer.Name], names.Of(Deal, field), value, _users[customer.SoldBy]);

    /// <summary>Writes a field of a customer anew, as the seller would.</summary>
    public void EditAccount(Customer customer, string field, object value) =>
        world.SetField(_accounts[customer.Name], names.Of(Account, field), value, _users[customer.SoldBy]);

    /// <summary>Somebody at the customer is gone, and with them what the CRM knows of them.</summary>
    public void DeleteContact(Customer customer, Stakeholder person) =>
        world.Delete(_contacts[person.Email], _users[customer.SoldBy]);

    /// <summary>The work of one morning.</summary>
    /// <returns>What the CRM refused.</returns>
    public IReadOnlyList<Happening> Act(int day)
    {
        var happenings = new List<Happening>();
        foreach (Customer customer in scenario.Customers)
        {
            if (customer.EnteredOn == day)
            {
                Enter(customer);
            }

            if (customer.ClosedOn == day)
            {
                Win(customer);
            }
            else if (customer.ClosedOn < day && DemoDays.IsWorkingDay(day) && MissingOf(customer) is { } missing)
            {
                happenings.AddRange(TryEarlyOwner(customer, day));
                Mend(customer, day, missing);
            }
        }

        return happenings;
    }

    private void Enter(Customer customer)
    {
        string by = _users[customer.SoldBy];
        string account = world.AddAccount(customer.Name, SalesforceWorld.Fields(
            (names.Of(Account, "website"), customer.Website),
            (names.Of(Account, "industry"), customer.Industry),
            (names.Of(Account, "employee_count"), (decimal)customer.Employees),
            (names.Of(Account, "annual_recurring_revenue"), customer.AnnualRecurringRevenue),
            (names.Of(Account, "complexity"), customer.Complexity),
            (names.Of(Account, "path"), customer.Path),
            ("OwnerId", by)), by);
        string deal = world.AddOpportunity(
            account, customer.DealName, DemoDays.DateOf(customer.ClosedOn), SalesforceWorld.Fields(
                (names.Of(Deal, "amount"), customer.AnnualRecurringRevenue), ("OwnerId", by)), by);
        (_accounts[customer.Name], _deals[customer.Name]) = (account, deal);
        foreach (Stakeholder person in customer.Stakeholders)
        {
            _contacts[person.Email] = world.AddContact(account, person.LastName, SalesforceWorld.Fields(
                ("FirstName", person.FirstName), ("Email", person.Email), ("Title", person.Title)), by);
        }

        if (!customer.LeftOut.Contains(HandoffNotes.Stakeholders, StringComparer.Ordinal))
        {
            NameStakeholders(customer, deal, by);
        }
    }

    private void Win(Customer customer)
    {
        string by = _users[customer.SoldBy];
        string deal = _deals[customer.Name];
        foreach (string field in HandoffNotes.Fields.Where(field => !customer.LeftOut.Contains(field, StringComparer.Ordinal)))
        {
            world.SetField(deal, names.Of(Deal, field), HandoffNotes.Of(customer, field), by);
        }

        world.CloseWon(deal, by);
    }

    private IEnumerable<Happening> TryEarlyOwner(Customer customer, int day)
    {
        if (customer.EarlyCsOwner is not { } owner || day > DemoDays.WorkingDayFrom(customer.ClosedOn + 1))
        {
            yield break;
        }

        string told;
        try
        {
            world.SetField(_deals[customer.Name], names.Of(Deal, "cs_owner_email"), _users[owner], _users[customer.SoldBy]);
            told = "and the CRM let it pass";
        }
        catch (SalesforceRefusedException refused)
        {
            told = $"and the CRM refused: {refused.Errors[0].Message.TrimEnd('.')}";
        }

        yield return new Happening(day, customer.Name,
            $"{NameBook.OfMail(customer.SoldBy)} tried to name {NameBook.OfMail(owner)} as CS owner before the handoff is "
            + $"complete, {told}");
    }

    private void Mend(Customer customer, int day, string missing)
    {
        if (day < customer.ClosedOn + customer.MendsAfter)
        {
            return;
        }

        string by = _users[customer.SoldBy];
        string deal = _deals[customer.Name];
        foreach (string field in missing.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (field != HandoffNotes.Stakeholders)
            {
                world.SetField(deal, names.Of(Deal, field), HandoffNotes.Of(customer, field), by);
                continue;
            }

            // Where they are named already, the hub has not read it yet.
            NameStakeholders(customer, deal, by);
        }
    }

    private void NameStakeholders(Customer customer, string deal, string by)
    {
        if (!_withRoles.Add(deal))
        {
            return;
        }

        foreach (Stakeholder person in customer.Stakeholders)
        {
            world.AddContactRole(deal, _contacts[person.Email], person.Role, person == customer.Stakeholders[0], by);
        }
    }

    // What the hub wrote back to the deal: it is how sales is told. A complete handoff is looked at no more.
    private string? MissingOf(Customer customer)
    {
        if (_handedOver.Contains(customer.Name))
        {
            return null;
        }

        SalesforceRow deal = world.Get(Deal, _deals[customer.Name]);
        if (deal[names.Of(Deal, "handoff_complete")] is true)
        {
            _handedOver.Add(customer.Name);
        }

        return deal[names.Of(Deal, "handoff_missing")] is string { Length: > 0 } missing ? missing : null;
    }
}
