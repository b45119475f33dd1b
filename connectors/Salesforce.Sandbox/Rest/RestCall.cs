using System.Collections.Immutable;
using System.Text.Json;
using Onboarding.Connectors.Salesforce.Sandbox.Faults;
using Onboarding.Connectors.Salesforce.Sandbox.Rows;
using Onboarding.Connectors.Salesforce.Sandbox.Schema;
using Onboarding.Connectors.Salesforce.Sandbox.Soql;

namespace Onboarding.Connectors.Salesforce.Sandbox.Rest;

/// <summary>One call, or one part of a composite call, as the routes see it.</summary>
internal sealed record RestCall
{
    public required string Method { get; init; }

    /// <summary>The path after the version, unescaped.</summary>
    public required ImmutableArray<string> Segments { get; init; }

    public required IReadOnlyDictionary<string, string> Query { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public JsonElement? Body { get; init; }

    /// <summary>The path up to and with the version, such as <c>/services/data/v67.0/</c>.</summary>
    public required string BasePath { get; init; }

    public required SalesforceWorld World { get; init; }

    public required string UserId { get; init; }

    public required RowFaults RowFaults { get; init; }

    public Actor Actor()
    {
        var header = Headers.GetValueOrDefault("Sforce-Duplicate-Rule-Header") ?? "";
        return new Actor(UserId, FieldAccess.Of(UserId, World.Store, World.Catalog))
        {
            SavesDuplicates = header.Split([';', ',']).Any(
                part => string.Equals(
                    part.Replace(" ", "", StringComparison.Ordinal), "allowSave=true",
                    StringComparison.OrdinalIgnoreCase)),
        };
    }

    public QueryScope Scope() =>
        new(World.Catalog, World.Store, Actor().Access, World.Clock.GetUtcNow(), BasePath);

    public QueryScope ToolingScope() => new(
        World.Tooling, World.Store, FieldAccess.Everything, World.Clock.GetUtcNow(), BasePath + "tooling/");

    /// <summary>The type of that name for a row's address; an unknown one is 404 there, unlike in a query.</summary>
    public SObjectType TypeOf(string name) =>
        World.Catalog.TryType(name, out var type) ? type : throw SalesforceRefusedException.NotFound();

    public JsonElement RequireBody() => Body is { ValueKind: JsonValueKind.Object } body
        ? body
        : throw new SalesforceRefusedException(
            "JSON_PARSER_ERROR", "The HTTP entity body is required, but this request has no entity body.");
}
