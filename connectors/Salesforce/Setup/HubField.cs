using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Salesforce.Setup;

/// <summary>A custom field that the hub needs.</summary>
/// <param name="Owner">API name of the object it is on.</param>
/// <param name="Name">API name, with __c.</param>
/// <param name="Type">Type as the Metadata API names it.</param>
/// <param name="Label">What people see.</param>
internal sealed record HubField(string Owner, string Name, string Type, string Label)
{
    /// <summary>Members of its metadata beyond type and label; made anew for each use.</summary>
    public required Func<JsonObject> Details { get; init; }

    public string FullName => $"{Owner}.{Name}";

    /// <summary>The name without __c, as the Tooling API looks for it.</summary>
    public string DeveloperName => Name[..^3];

    /// <summary>What is sent to make it ("Metadata API Developer Guide, CustomField").</summary>
    public JsonObject Metadata()
    {
        JsonObject metadata = Details();
        metadata["label"] = Label;
        metadata["type"] = Type;
        metadata["description"] = "Kept by Onboarding Hub.";
        return metadata;
    }
}
