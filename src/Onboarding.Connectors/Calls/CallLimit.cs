namespace Onboarding.Connectors.Calls;

/// <summary>How many calls a platform takes in a window of time, for one family of calls.</summary>
/// <param name="Family">Name of the family.</param>
/// <param name="Calls">Calls that the vendor allows in the window, all users of the account together.</param>
/// <param name="Window">Length of the window.</param>
public sealed record CallLimit(string Family, int Calls, TimeSpan Window)
{
    /// <summary>The family of a call that names none.</summary>
    public const string DefaultFamily = "api";
}
