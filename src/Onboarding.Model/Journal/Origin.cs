namespace Onboarding.Model.Journal;

/// <summary>Who asks for a change and because of what; every journaled event carries both.</summary>
/// <param name="Actor">A person's mail address, "connection:{name}", or "hub" for what follows by rule.</param>
/// <param name="Cause">
/// The call ("call:{request id}"), the record ("record:{connection}/{stream}/{id}"), the event ("event:{position}")
/// or the passing of time ("time") that led to it.
/// </param>
public sealed record Origin(string Actor, string Cause)
{
    /// <summary>The hub itself, because an instant has come.</summary>
    public static Origin Time { get; } = new("hub", "time");
}
