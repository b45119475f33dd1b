using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;
using Onboarding.Model.Fields;

using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight;

public sealed class GainsightMappingTests
{
    private static readonly Platform s_platform = GainsightBench.Open(new Uri("http://127.0.0.1:1"));

    public static TheoryData<string> Samples() => new(
        Directory.GetFiles(SamplesFolder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_shipped_mapping_has_no_fault_and_maps_every_stream_but_the_delete_log()
    {
        MappingReading reading = MappingFile.Read(
            GainsightBench.Connector.DefaultMapping, "gainsight.yaml", GainsightBench.Connector.Descriptor);

        Assert.Empty(reading.Faults);
        Assert.Equal(
            GainsightBench.Connector.Descriptor.Streams
                .Where(stream => stream.Read?.IsDeleteLog is not true).Select(stream => stream.Name),
            reading.Mapping!.Streams.Select(stream => stream.Stream), StringComparer.Ordinal);
    }

    [Theory]
    [Trait("Requirement", "A6.2")]
    [MemberData(nameof(Samples))]
    public void A_record_as_answered_becomes_what_the_hub_holds(string name)
    {
        JsonObject sample = Sample(name);
        if (sample["answer"] is not { } answer)
        {
            // A note is only written, so that its sample has no answer; its other half is tested below.
            string written = (string)sample["stream"]!;
            Assert.Null(GainsightBench.Connector.Descriptor.Streams.Single(stream => stream.Name == written).Read);
            return;
        }

        StreamRead read = GainsightBench.Whole((string)sample["stream"]!);
        var page = (PageOutcome.Page)Assert.Single(s_platform.ReadPages([read], Answer(answer)));
        PlatformRecord record = Assert.Single(page.Records);
        var canonical = new JsonObject();
        foreach (FieldMapping field in GainsightBench.Mapping.Of(read.Stream)!.Fields)
        {
            bool present = FieldConversion.Find(record.Fields, field.Native, out JsonNode? native);
            CanonicalReading reading = FieldConversion.ToCanonical(field, native, present);
            Assert.Null(reading.Fault);
            canonical[field.Canonical] = JsonSerializer.SerializeToNode(reading.Value);
        }

        AssertSame(sample["canonical"]!, canonical);
    }

    [Theory]
    [Trait("Requirement", "A6.2")]
    [MemberData(nameof(Samples))]
    public void What_the_hub_wishes_becomes_the_call_that_creates_it(string name)
    {
        JsonObject sample = Sample(name);
        string stream = (string)sample["stream"]!;
        FieldMap resource = sample["resource"].Deserialize<FieldMap>()!;
        var native = new JsonObject();
        foreach (FieldMapping field in GainsightBench.Mapping.Of(stream)!.Fields
            .Where(field => field.Direction != MappingDirection.In))
        {
            if (resource.Get(field.Canonical) is { } value)
            {
                NativeReading reading = FieldConversion.ToNative(field, value);
                Assert.Null(reading.Fault);
                native[field.Native] = reading.Value;
            }
        }

        PlatformRequest request = s_platform.Write(new WriteBatch(
            stream, WriteAction.Create, [new WriteRecord("key-1", null, native)]));

        AssertSame(sample["request"]!, JsonNode.Parse(request.Content)!);
    }

    [Fact]
    public void A_word_that_is_understood_is_not_written()
    {
        FieldMapping state = GainsightBench.Mapping.Of("cs_task")!.Fields.Single(field => field.Canonical == "state");

        Assert.Equal("Open", (string?)FieldConversion.ToNative(state, FieldValue.OfText("open")).Value);
        Assert.Equal(FieldValue.OfText("open"), FieldConversion.ToCanonical(state, "In Progress", present: true).Value);
        Assert.NotNull(FieldConversion.ToCanonical(state, "Someday", present: true).Fault);
    }

    private static PlatformResponse Answer(JsonNode answer) => new()
    {
        StatusCode = 200,
        Headers = ImmutableDictionary<string, string>.Empty,
        Content = Encoding.UTF8.GetBytes(answer.ToJsonString()),
    };

    private static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"Expected {expected.ToJsonString()}, found {actual.ToJsonString()}");

    private static JsonObject Sample(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(SamplesFolder(), name + ".json")))!.AsObject();

    private static string SamplesFolder([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "Samples");
}
