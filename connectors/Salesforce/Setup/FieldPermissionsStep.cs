using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Setup;

namespace Onboarding.Connectors.Salesforce.Setup;

/// <summary>
/// Lets the permission set read and edit every field of the hub, with one call. A field that was made by API is seen by
/// nobody until then ("Object Reference, FieldPermissions").
/// </summary>
internal sealed class FieldPermissionsStep(string basePath, string permissionSet) : SalesforceStep(basePath)
{
    private const string SetPart = "permissionSet";
    private const string GrantsPart = "grants";
    private const string MissingPart = "missing";
    private const string WeakPart = "weak";

    public override string Title => $"permission set {permissionSet} reads and edits the {HubFields.All.Length} fields";

    public override PlatformRequest Look() => Send(HttpMethod.Post, "composite", Composite(
        Part("GET", SetPart, $"query?q={Escaped($"SELECT Id FROM PermissionSet WHERE Name = '{permissionSet}'")}", null),
        Part("GET", GrantsPart, "query?q=" + Escaped(
            "SELECT Id, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions "
            + $"WHERE Parent.Name = '{permissionSet}' AND SobjectType IN ({Owners()})"), null)))
        with { Purpose = "look at set-up" };

    /// <summary>The finding carries the call that is left to make; none while the permission set itself is missing.</summary>
    /// <exception cref="ConnectorException">The look was refused.</exception>
    public override SetupFinding ReadLook(PlatformResponse response)
    {
        JsonElement answer = JsonElement.Parse(response.Content);
        if (response.StatusCode != 200)
        {
            _ = Rows(response.StatusCode, answer);
        }

        ImmutableArray<JsonElement> parts = [.. answer.Required("compositeResponse").Elements()];
        if (RowsOf(parts, SetPart) is not [var set, ..])
        {
            return new SetupFinding(false);
        }

        var grants = RowsOf(parts, GrantsPart)
            .ToDictionary(grant => grant.Text("Field") ?? "", StringComparer.OrdinalIgnoreCase);
        ImmutableArray<HubField> missing = [.. HubFields.All.Where(field => !grants.ContainsKey(field.FullName))];
        ImmutableArray<string> weak =
        [
            .. HubFields.All
                .Where(field => grants.TryGetValue(field.FullName, out JsonElement grant) && !grant.IsTrue("PermissionsEdit"))
                .Select(field => grants[field.FullName].Text("Id")!),
        ];
        int left = missing.Length + weak.Length;
        return left == 0
            ? new SetupFinding(true, "all of them")
            : new SetupFinding(
                false,
                string.Create(CultureInfo.InvariantCulture, $"{HubFields.All.Length - left} of {HubFields.All.Length}"),
                Grants(set.Text("Id")!, missing, weak).ToJsonString());
    }

    /// <exception cref="ConnectorException">The permission set is missing.</exception>
    public override PlatformRequest Do(SetupFinding finding) => Send(
        HttpMethod.Post,
        "composite",
        finding.Context ?? throw new ConnectorException(
            FailureKind.Misconfigured, $"There is no permission set {permissionSet}. Make it first."));

    public override string? ReadDone(PlatformResponse response)
    {
        if (response.StatusCode != 200)
        {
            return base.ReadDone(response);
        }

        foreach (JsonElement part in JsonElement.Parse(response.Content).Required("compositeResponse").Elements())
        {
            int status = part.Required("httpStatusCode").GetInt32();
            JsonElement body = part.Required("body");
            ImmutableArray<SalesforceError> errors = status == 200
                ? [.. body.Elements().SelectMany(row => SalesforceError.Read(row.Member("errors")))]
                : SalesforceError.Read(body);
            if ((status != 200 || errors.Length > 0) && Refusal(errors, status) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private JsonObject Grants(string set, ImmutableArray<HubField> missing, ImmutableArray<string> weak)
    {
        var parts = new List<JsonObject>();
        if (!missing.IsEmpty)
        {
            parts.Add(Part("POST", MissingPart, "composite/sobjects", Records(missing.Select(field => new JsonObject
            {
                ["ParentId"] = set,
                ["SobjectType"] = field.Owner,
                ["Field"] = field.FullName,
            }))));
        }

        if (!weak.IsEmpty)
        {
            JsonObject records = Records(weak.Select(id => new JsonObject { ["id"] = id }));
            parts.Add(Part("PATCH", WeakPart, "composite/sobjects", records));
        }

        return Composite([.. parts]);
    }

    private static JsonObject Records(IEnumerable<JsonObject> rows) => new()
    {
        ["allOrNone"] = false,
        ["records"] = new JsonArray([.. rows.Select(row =>
        {
            row["attributes"] = new JsonObject { ["type"] = "FieldPermissions" };
            row["PermissionsRead"] = true;
            row["PermissionsEdit"] = true;
            return row;
        })]),
    };

    private JsonObject Part(string method, string reference, string resource, JsonObject? body)
    {
        var part = new JsonObject { ["method"] = method, ["url"] = BasePath + resource, ["referenceId"] = reference };
        if (body is not null)
        {
            part["body"] = body;
        }

        return part;
    }

    private static JsonObject Composite(params JsonObject[] parts) =>
        new() { ["compositeRequest"] = new JsonArray([.. parts]) };

    private static ImmutableArray<JsonElement> RowsOf(ImmutableArray<JsonElement> parts, string reference)
    {
        JsonElement part = parts.FirstOrDefault(part => part.Text("referenceId") == reference);
        return Rows(part.Required("httpStatusCode").GetInt32(), part.Required("body"));
    }

    private static string Owners() =>
        string.Join(", ", HubFields.All.Select(field => $"'{field.Owner}'").Distinct(StringComparer.Ordinal));

    private static string Escaped(string soql) => Uri.EscapeDataString(soql);
}
