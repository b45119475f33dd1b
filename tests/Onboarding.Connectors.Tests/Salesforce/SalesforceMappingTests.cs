using System.Text.Json.Nodes;

using Onboarding.Connectors.Mappings;
using Onboarding.Model.Fields;

using Xunit;

namespace Onboarding.Connectors.Tests.Salesforce;

public sealed class SalesforceMappingTests
{
    [Fact]
    public void The_default_mapping_has_no_fault_and_covers_every_stream()
    {
        MappingReading reading = MappingFile.Read(
            SalesforceBench.Connector.DefaultMapping, "salesforce.yaml", SalesforceBench.Connector.Descriptor);

        Assert.Empty(reading.Faults);
        Assert.Equal(SalesforceBench.Streams, reading.Mapping!.Streams.Select(stream => stream.Stream));
    }

    [Theory]
    [InlineData("account.json")]
    [InlineData("contact.json")]
    [InlineData("opportunity.json")]
    [InlineData("opportunity-contact-role.json")]
    [InlineData("user.json")]
    public void A_record_is_read_as_the_sample_says(string file)
    {
        JsonNode sample = Sample(file);
        StreamMapping mapping = SalesforceBench.Mapping.Of((string)sample["stream"]!)!;

        IEnumerable<string> read = mapping.Fields.Select(field =>
        {
            bool present = FieldConversion.Find(sample["native"]!.AsObject(), field.Native, out JsonNode? native);
            return $"{field.Canonical} = {Print(FieldConversion.ToCanonical(field, native, present))}";
        });

        Assert.Equal(
            sample["canonical"]!.AsObject().Select(field => $"{field.Key} = {field.Value}").Order(StringComparer.Ordinal),
            read.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("account.json")]
    [InlineData("opportunity.json")]
    public void What_is_written_is_read_back_as_the_same(string file)
    {
        JsonNode sample = Sample(file);
        var checkedFields = new List<string>();
        foreach (FieldMapping field in SalesforceBench.Mapping.Of((string)sample["stream"]!)!.Fields)
        {
            bool present = FieldConversion.Find(sample["native"]!.AsObject(), field.Native, out JsonNode? native);
            if (field.Direction != MappingDirection.In
                && FieldConversion.ToCanonical(field, native, present).Value is { } value)
            {
                NativeReading written = FieldConversion.ToNative(field, value);
                Assert.Null(written.Fault);
                Assert.Equal(value, FieldConversion.ToCanonical(field, written.Value, present: true).Value);
                checkedFields.Add(field.Native);
            }
        }

        Assert.Contains("Hub_CS_Owner__c", checkedFields);
    }

    [Fact]
    public void A_choice_that_the_hub_does_not_know_is_refused_and_not_guessed()
    {
        FieldMapping complexity = SalesforceBench.Mapping.Of("Account")!.Fields.Single(field => field.Native == "Hub_Complexity__c");

        Assert.NotNull(FieldConversion.ToCanonical(complexity, "extreme", present: true).Fault);
    }

    [Fact]
    public void What_the_customer_earns_is_not_taken_for_what_it_pays() =>
        Assert.DoesNotContain(
            SalesforceBench.Mapping.Streams.SelectMany(stream => stream.Fields), field => field.Native == "AnnualRevenue");

    private static string Print(CanonicalReading reading) => reading switch
    {
        { Fault: { } fault } => $"<{fault}>",
        { Value: null } => "<unset>",
        { Value: FieldValue.Null } => "<nothing>",
        { Value: var value } => value.ToString()!,
    };

    private static JsonNode Sample(string file)
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Onboarding.Hub.sln")))
        {
            root = root.Parent!;
        }

        string samples = Path.Combine(root.FullName, "tests", "Onboarding.Connectors.Tests", "Salesforce", "Samples");
        return JsonNode.Parse(File.ReadAllText(Path.Combine(samples, file)))!;
    }
}
