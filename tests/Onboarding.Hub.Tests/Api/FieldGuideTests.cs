using Onboarding.Model.Fields;
using Onboarding.Model.Resources;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>protos/README.md lists the canonical fields as the catalogue has them.</summary>
public sealed class FieldGuideTests
{
    [Fact]
    public void The_guide_lists_every_field_with_its_type_and_meaning()
    {
        string guide = File.ReadAllText(Path.Combine(Repository(), "protos", "README.md"));
        IEnumerable<string> expected = Enum.GetValues<ResourceKind>()
            .SelectMany(kind => FieldCatalogue.Of(kind))
            .Select(field => $"| `{field.Name}` | {TypeOf(field)} | {field.Meaning} |");
        IEnumerable<string> listed = guide.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(expected, listed);
    }

    private static string TypeOf(FieldDefinition field) =>
        field.Type == FieldType.TextList ? "text list" : field.Type.ToString().ToLowerInvariant();

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Onboarding.Hub.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
