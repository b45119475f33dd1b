using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>One call, as an answering rule sees it.</summary>
/// <param name="Number">Number of the call since the sandbox started.</param>
/// <param name="Context">Route values, query and headers.</param>
/// <param name="Body">The body; empty when the call has none.</param>
/// <param name="Fault">The fault that falls on the call, or null.</param>
internal sealed record GainsightRequest(long Number, HttpContext Context, JsonObject Body, GainsightFault? Fault)
{
    public string Route(string name) => (string)Context.Request.RouteValues[name]!;

    public string? Query(string name) => Context.Request.Query[name];
}
