using Onboarding.Cli.Demo.Scenes;
using Onboarding.Connectors.Gainsight.Sandbox;

namespace Onboarding.Cli.Demo.People;

/// <summary>
/// The people in the customer-success platform, who close the tasks that they find there: each customer's at its own
/// pace against the due dates, and not while the customer has gone silent.
/// </summary>
internal sealed class CsTeam(GainsightWorld world, Scenario scenario)
{
    private readonly Dictionary<string, string> _users = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives everybody who works in the company a user.</summary>
    public void Hire(IEnumerable<string> mails)
    {
        foreach (string mail in mails)
        {
            _users[mail] = world.AddUser(NameBook.OfMail(mail), mail);
        }
    }

    /// <summary>Somebody has left the company.</summary>
    public void Retire(string mail) => world.Set(_users[mail], "IsActiveUser", false);

    /// <summary>The work of one morning or midday.</summary>
    public void Act(int day)
    {
        if (!DemoDays.IsWorkingDay(day))
        {
            return;
        }

        Dictionary<string, OpenCta> open = OpenCta.In(world, scenario).ToDictionary(cta => cta.Gsid, StringComparer.Ordinal);
        foreach (GainsightRow task in world.All(GainsightObjects.Task, "IsClosed", false))
        {
            if (task.Text("CtaId") is { } id && open.TryGetValue(id, out OpenCta? cta)
                && IsDone(cta, task, day))
            {
                world.CloseTask(task.Gsid);
            }
        }
    }

    private bool IsDone(OpenCta cta, GainsightRow task, int day)
    {
        if (cta.Customer.IsStalled(cta.Began, day))
        {
            return false;
        }

        int due = task["DueDate"] is DateOnly date ? DemoDays.NumberOf(date) : cta.Began;
        double slack = SeededDraw.Share(scenario.Seed, cta.Customer.Name, task.Text("Name") ?? "");
        return day >= cta.Began + ((due - cta.Began) * cta.Customer.Pace) + slack;
    }
}
