using Onboarding.Cli.Demo.Scenes;

using V1 = Onboarding.Hub.V1;

namespace Onboarding.Cli.Simulation.People;

/// <summary>Something that blocks an onboarding for a time; days count from the beginning of the onboarding.</summary>
/// <param name="Words">What it is; tells it from other blockers of the onboarding.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="RaisedAfter">Day on which somebody raises it.</param>
/// <param name="WorseAfter">Day on which it gets worse; null when it does not.</param>
/// <param name="ResolvedAfter">Day from which on it can be resolved.</param>
internal sealed record Trouble(string Words, V1.BlockerKind Kind, int RaisedAfter, int? WorseAfter, int ResolvedAfter)
{
    private static readonly (string Words, V1.BlockerKind Kind)[] s_sorts =
    [
        ("The export of the old system is refused", V1.BlockerKind.MissingCustomerInput),
        ("Security has not approved the connection", V1.BlockerKind.InternalApproval),
        ("The environment is not provisioned", V1.BlockerKind.ProvisioningStep),
        ("Single sign-on fails for half of the users", V1.BlockerKind.Technical),
    ];

    public static Trouble Of(int seed, Customer customer, int number, int longest)
    {
        int Draw(string what, int bound) => SeededDraw.Below(bound, seed, customer.Name, "trouble", $"{number}", what);
        (string words, V1.BlockerKind kind) = s_sorts[Draw("sort", s_sorts.Length)];
        int raised = 2 + Draw("raised", longest);
        return new Trouble(
            $"{words} ({number + 1})", kind, raised, Draw("worse", 10) < 4 ? raised + 1 + Draw("worse on", 4) : null,
            raised + 2 + Draw("resolved", 14));
    }
}
