using System.Collections.Immutable;

using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;
using Onboarding.Model.Fields;
using Onboarding.Model.Resources;
using Onboarding.Model.Yaml;

using Xunit;

namespace Onboarding.Connectors.Tests.Mappings;

public sealed class MappingFileTests
{
    private static readonly ConnectorDescriptor s_crm = new()
    {
        Name = "crm",
        Title = "Crm",
        Settings = [],
        Streams =
        [
            new StreamDescriptor { Name = "User", Read = new ReadDescriptor(100, false) },
            new StreamDescriptor
            {
                Name = "Account",
                Read = new ReadDescriptor(100, true),
                Write = new WriteDescriptor { BatchMax = 10, Upserts = true, KeyField = "Hub_Key__c" },
            },
            new StreamDescriptor
            {
                Name = "Task",
                Write = new WriteDescriptor { BatchMax = 10, Upserts = false, KeyField = "Marker" },
            },
        ],
        Limits = [],
        Overlap = TimeSpan.Zero,
    };

    private const string Whole = """
        streams:
          Account:
            kind: account
            creates: true
            match: {field: Sfdc_Id, stream: Account}
            made_when: complexity = high
            fields:
              Name: name
              Owner.Email: {to: owner_email, direction: in, rank: 10}
              Tier__c: {to: complexity, policy: ask, values: {low: Basic, medium: Plus, high: Max}}
              Path__c: path
              Strategic__c: {to: strategic, policy: latest, values: {"true": Ja, "false": Nein}}
              OwnerId: {to: owner_email, direction: out, references: User}
          User:
            kind: person
            fields:
              Email: {to: email, direction: in}
        """;

    [Fact]
    public void A_whole_file_is_read()
    {
        Mapping mapping = Read(Whole).Mapping!;

        Assert.Equal(["User", "Account"], mapping.Streams.Select(stream => stream.Stream), StringComparer.Ordinal);
        Assert.False(mapping.Of("User")!.Creates);
        StreamMapping account = mapping.Of("Account")!;
        Assert.Equal((RecordKind.Account, true, "Sfdc_Id", "Account"),
            (account.Kind, account.Creates, account.MatchField, account.MatchStream));
        Assert.True(account.MadeWhen!.Evaluate(FieldMap.Of(("complexity", FieldValue.OfText("high")))).Holds);
        Assert.False(account.MadeWhen.Evaluate(FieldMap.None).Holds);
        Assert.Equal(["Name", "Owner.Email", "Tier__c", "Path__c", "Strategic__c", "OwnerId"],
            account.Fields.Select(field => field.Native), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("made_when: stage_name = won", "stage_name")]
    [InlineData("made_when: complexity", "complexity")]
    public void A_condition_that_cannot_be_met_is_a_fault(string line, string named)
    {
        MappingReading reading = Read(Whole.Replace("made_when: complexity = high", line, StringComparison.Ordinal));

        Assert.Contains(named, Assert.Single(reading.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void People_and_tasks_are_made_by_no_condition()
    {
        MappingReading reading = Read(Whole.Replace("kind: person", "kind: person\n    made_when: complexity = high", StringComparison.Ordinal));

        Assert.Contains("only accounts, opportunities and contacts", Assert.Single(reading.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_native_words_the_first_is_written_and_all_are_understood()
    {
        FieldMapping path = Read(Whole.Replace(
            "Path__c: path", "Path__c: {to: path, values: {smb: [Small, Medium], enterprise: Large}}", StringComparison.Ordinal))
            .Mapping!.Of("Account")!.Fields.Single(field => field.Canonical == "path");

        Assert.Equal(["Large", "Small"], path.Values.Values, StringComparer.Ordinal);
        Assert.Equal("smb", Assert.Single(path.AlsoRead, word => word.Key == "Medium").Value);
        Assert.Equal(FieldValue.OfText("smb"), FieldConversion.ToCanonical(path, "Medium", present: true).Value);
        Assert.Equal("Small", (string?)FieldConversion.ToNative(path, FieldValue.OfText("smb")).Value);
    }

    [Theory]
    [InlineData("{smb: [Small, Large], enterprise: Large}", "'Large' stands for smb already")]
    [InlineData("{smb: []}", "at least one word is needed here")]
    public void A_list_of_native_words_must_be_plain(string values, string fault)
    {
        MappingReading reading = Read(Whole.Replace(
            "Path__c: path", $"Path__c: {{to: path, values: {values}}}", StringComparison.Ordinal));

        Assert.Contains(fault, Assert.Single(reading.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_form_goes_both_ways_and_the_long_form_says_how()
    {
        ImmutableArray<FieldMapping> fields = Read(Whole).Mapping!.Of("Account")!.Fields;

        Assert.Equal(new FieldMapping
        {
            Native = "Name",
            Canonical = "name",
            Type = FieldType.Text,
            Direction = MappingDirection.Both,
            Values = fields[0].Values,
        }, fields[0]);
        Assert.Empty(fields[0].Values);
        Assert.Equal((MappingDirection.In, 10), (fields[1].Direction, fields[1].Rank));
        Assert.Equal(ConflictPolicy.AskPerson, fields[2].Policy);
        Assert.Equal("Plus", fields[2].Values["medium"]);
        Assert.Equal((ConflictPolicy.LatestWins, FieldType.Flag), (fields[4].Policy, fields[4].Type));
        Assert.Equal((MappingDirection.Out, "User"), (fields[5].Direction, fields[5].References));
    }

    [Fact]
    public void A_closed_set_without_a_translation_is_as_closed_on_the_platform()
    {
        FieldMapping path = Read(Whole).Mapping!.Of("Account")!.Fields[3];

        Assert.Equal(FieldCatalogue.Paths.Order(StringComparer.Ordinal), path.Values.Keys, StringComparer.Ordinal);
        Assert.NotNull(FieldConversion.ToCanonical(path, "unheard of", present: true).Fault);
    }

    [Fact]
    public void The_revision_tells_two_files_apart_and_is_the_same_for_one()
    {
        string revision = Read(Whole).Mapping!.Revision;

        Assert.Matches("^[0-9a-f]{12}$", revision);
        Assert.Equal(revision, Read(Whole).Mapping!.Revision);
        Assert.NotEqual(revision, Read(Whole + "\n").Mapping!.Revision);
    }

    [Theory]
    [InlineData("streams:\n  Lead: {kind: account, fields: {Name: name}}", 2, 3, "no stream of this name")]
    [InlineData("streams:\n  Account: {kind: lead, fields: {Name: name}}", 2, 19, "'lead' is not known")]
    [InlineData("streams:\n  Account: {kind: account, fields: {Name: title}}", 2, 43, "no field of an account")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: name, B: name}}", 2, 49, "mapped by A already")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: name, A: website}}", 2, 46, "stands here twice")]
    [InlineData("streams:\n  User: {kind: person, fields: {Email: email}}", 2, 40, "only read")]
    [InlineData("streams:\n  Task: {kind: task, fields: {Name: title}}", 2, 37, "only written")]
    [InlineData("streams:\n  Task: {kind: task, creates: true, fields: {}}", 2, 31, "never read")]
    [InlineData("streams:\n  Account: {kind: account, fields: {Hub_Key__c: name}}", 2, 49, "the hub's own key")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: {to: name, references: Lead}}}", 2, 63, "no stream")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: {to: strategic, references: User}}}", 2, 68, "only a text")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: {to: employee_count, values: {a: b}}}}", 2, 69, "no set of values")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: {to: path, values: {big: B}}}}", 2, 60, "takes one of")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: {to: name, values: {a: X, b: X}}}}", 2, 69, "stands for a already")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: {to: name, rank: 0}}}", 2, 57, "no whole number")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: {to: name, policy: maybe}}}", 2, 59, "no policy")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: {to: name, way: in}}}", 2, 51, "no key here")]
    [InlineData("streams:\n  Account: {kind: account, fields: {A: {direction: in}}}", 2, 37, "'to' is missing")]
    [InlineData("streams:\n  Account: {kind: account, match: {field: A}, fields: {A: name}}", 2, 28, "'stream' is missing")]
    [InlineData("streams:\n  Account: {kind: account}", 2, 3, "'fields' is missing")]
    [InlineData("streams: {}", 1, 10, "at least one stream")]
    [InlineData("other: 1", 1, 1, "no key here")]
    [InlineData("streams: [a]", 1, 10, "a map of names is expected")]
    public void A_fault_is_found_at_its_place_and_no_mapping_is_given(string yaml, int line, int column, string reason)
    {
        MappingReading reading = Read(yaml);

        Assert.Null(reading.Mapping);
        Assert.Contains(reading.Faults, fault =>
            fault.File == "crm.yaml" && fault.Line == line && fault.Column == column
            && fault.Message.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_are_found_at_once()
    {
        MappingReading reading = Read("""
            streams:
              Account:
                kind: account
                fields:
                  A: nme
                  B: {to: strategic, policy: maybe}
                  C: {to: name, rank: x}
            """);

        Assert.Equal([5, 6, 7], reading.Faults.Select(fault => fault.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("streams: {Account: &a {kind: account, fields: *a}}")]
    [InlineData("streams: {Account: {kind: account, fields: {\"a\\u0007\": name}}}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[")]
    public void A_hostile_file_gives_faults_and_nothing_is_thrown(string yaml)
    {
        ImmutableArray<FileFault> faults = Read(yaml).Faults;

        Assert.NotEmpty(faults);
    }

    private static MappingReading Read(string yaml) => MappingFile.Read(yaml, "crm.yaml", s_crm);
}
