using System.Text.Json;

namespace Onboarding.Hub.Tests.Demo;

/// <summary>What a play of the demo came to.</summary>
/// <param name="Told">All that it wrote.</param>
/// <param name="Figures">Its last line.</param>
/// <param name="EndState">What hub, CRM and customer-success platform held at the end.</param>
internal sealed record DemoPlay(string Told, JsonElement Figures, string[] EndState)
{
    /// <summary>The last line tells what is not the story: the wall time is in it.</summary>
    public string Story => Told[..Told.TrimEnd().LastIndexOf('\n')];
}
