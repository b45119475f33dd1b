using System.Text;

using Onboarding.Model.Playbooks.Files;
using Onboarding.Model.Workspaces.Files;
using Onboarding.Model.Yaml;

using Xunit;
using Xunit.Abstractions;

namespace Onboarding.Hub.Tests.Model;

public sealed class YamlDocumentTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("", "1:1: the file is empty")]
    [InlineData("a: &x 1\nb: 2", "1:4: anchors and aliases are not read; write the value out")]
    [InlineData("a: !!int 1", "1:4: tags are not read; write the value without one")]
    [InlineData("a: 1\n---\nb: 2", "2:1: a file holds one document; put the second into a file of its own")]
    [InlineData("a: 1\na: 2", "2:1: 'a' stands here twice")]
    [InlineData("[a]: 1", "1:1: this is no YAML that can be read: a key must be a word")]
    public void What_the_dialect_leaves_out_is_refused(string text, string expected)
    {
        var faults = new FileFaults("f");
        YamlDocument.Read(text, faults);
        Assert.Equal($"f:{expected}", string.Join('\n', faults.ToImmutable()));
    }

    [Fact]
    public void An_alias_bomb_is_refused_without_being_unfolded()
    {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++)
        {
            text.Append($"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        }

        var faults = new FileFaults("f");
        YamlDocument.Read(text.ToString(), faults);
        Assert.True(faults.Any);
    }

    [Fact]
    public void Depth_length_and_the_number_of_nodes_are_bounded()
    {
        Assert.Contains("nested deeper than 16", Fault(new string('[', 100_000)), StringComparison.Ordinal);
        Assert.Contains("characters and may have", Fault(new string('a', YamlDocument.LengthMax + 1)),
        StringComparison.Ordinal);
        Assert.Contains("more than 50000 nodes", Fault($"[{string.Join(',', Enumerable.Repeat("a", 60_000))}]"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_faults_is_bounded() =>
        Assert.Equal(
            FileFaults.CountMax,
            PlaybookFile.Read(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"k{i}: 1\n")), "f").Faults.Length);

    [Theory]
    [InlineData("\"a\\u0007b\"")]
    [InlineData("\"a\\uD800b\"")]
    [InlineData("\"a\\0b\"")]
    public void A_text_that_could_not_be_shown_or_stored_is_refused(string scalar)
    {
        var faults = new FileFaults("f");
        Assert.Null(YamlDocument.Read($"a: {scalar}", faults)?.Pairs()[0].Value.Text());
        Assert.True(faults.Any);
    }

    [Fact]
    public void A_text_may_span_planes_and_lines()
    {
        var faults = new FileFaults("f");
        YamlNode root = YamlDocument.Read("a: |\n  Grüße 🚀\n  zwei\n", faults)!;
        Assert.Equal("Grüße 🚀\nzwei", root.Pairs()[0].Value.Text());
        Assert.False(faults.Any);
    }

    [Theory]
    [InlineData(20261101)]
    [InlineData(4711)]
    public void A_mutated_file_gives_faults_or_a_reading_and_never_throws(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int round = 0; round < 150; round++)
        {
            bool even = round % 2 == 0;
            string text = Mutated(even ? SmallPlaybook.Text : ShippedFiles.PlaybookText, random);
            PlaybookReading reading = PlaybookFile.Read(text, "f");
            Assert.NotEqual(reading.Definition is null, reading.Faults.IsEmpty);
            WorkspaceReading workspace = WorkspaceFile.Read(Mutated(ShippedFiles.WorkspaceText, random), "f");
            Assert.NotEqual(workspace.Settings is null, workspace.Faults.IsEmpty);
            if (reading.Definition is not null)
            {
                SmallPlaybook.Findings(text);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_YAML_marks_never_throw(int seed)
    {
        const string marks = "{}[]:,-&*!|>'\"%@`#?~ \n\t\\aU0\u0000\uFEFF\u2028\uD800";
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(40)).Select(_ => marks[random.Next(marks.Length)])]);
            var faults = new FileFaults("f");
            YamlNode? root = YamlDocument.Read(text, faults);
            Assert.True(root is not null || faults.Any, $"seed {seed}, round {round}");
        }
    }

    private static string Fault(string text)
    {
        var faults = new FileFaults("f");
        YamlDocument.Read(text, faults);
        return faults.ToImmutable()[0].Message;
    }

    private static string Mutated(string text, Random random)
    {
        const string marks = "{}[]:,-&*!|>'\"%@`#?~ \n\t\\x9\u0000";
        var mutated = new StringBuilder(text);
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            int at = random.Next(mutated.Length);
            int length = Math.Min(random.Next(1, 30), mutated.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    mutated.Remove(at, length);
                    break;
                case 1:
                    mutated.Insert(at, marks[random.Next(marks.Length)]);
                    break;
                case 2:
                    mutated[at] = marks[random.Next(marks.Length)];
                    break;
                default:
                    mutated.Insert(random.Next(mutated.Length), mutated.ToString(at, length));
                    break;
            }
        }

        return mutated.ToString();
    }
}
