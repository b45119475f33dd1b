using System.Diagnostics;
using System.Text.Json.Serialization;

using Onboarding.Model.Calendars;

namespace Onboarding.Model.Playbooks;

/// <summary>When something is due: an offset from an anchor. Negative offsets lie before it.</summary>
/// <param name="Offset">Days from the anchor.</param>
/// <param name="Unit">How those days are counted.</param>
/// <param name="Anchor">What the offset counts from.</param>
/// <param name="Key">Key of the stage, task or milestone for the anchors that name one; null otherwise.</param>
public sealed record DueRule(int Offset, DayUnit Unit, DueAnchor Anchor, string? Key = null)
{
    /// <summary>As a playbook file says it, such as "3 business days after kickoff" or "on stage setup".</summary>
    [JsonIgnore]
    public string InWords
    {
        get
        {
            string anchor = Anchor switch
            {
                DueAnchor.ClosedWon => "closed_won",
                DueAnchor.Start => "start",
                DueAnchor.Kickoff => "kickoff",
                DueAnchor.StageEntry => Key is null ? "stage entry" : $"stage {Key}",
                DueAnchor.Task => $"task {Key}",
                DueAnchor.Milestone => $"milestone {Key}",
                DueAnchor.Alert => $"alert {Key}",
                _ => throw new UnreachableException(),
            };
            int count = Math.Abs(Offset);
            string days = $"{count} {(Unit == DayUnit.Business ? "business " : "")}{(count == 1 ? "day" : "days")}";
            return (Offset, Unit) == (0, DayUnit.Calendar)
                ? $"on {anchor}"
                : $"{days} {(Offset < 0 ? "before" : "after")} {anchor}";
        }
    }

    public override string ToString() =>
        $"{Offset:+0;-0;0} {Unit.ToString().ToLowerInvariant()} days from {Anchor.ToString().ToLowerInvariant()}{(Key is null ? "" : $" {Key}")}";
}
