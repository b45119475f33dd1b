using System.Collections.Immutable;
using System.Text;

using Onboarding.Model.Definitions;
using Onboarding.Model.Documents;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;

using Xunit;

namespace Onboarding.Hub.Tests.Model.Documents;

/// <summary>Whatever people call their stages, tasks and tiers, a document keeps its form and runs nothing.</summary>
public sealed class HostileWordsTests
{
    public static TheoryData<string> Words { get; } =
    [
        "say \"hello\"", "a | b | c", "one\ntwo\r\n| --- |", "<script>alert(1)</script>", "`code` and ```fence```",
        "end", "1. first", "- item", "# heading", "[x](javascript:alert(1))", "![i](http://example.com/i.png)", "a\\|b\\",
        "*b* _i_ ~~s~~", "]]; click s1 \"javascript:alert(1)\"", "}}:::x", "&lt;b&gt; #quot; #35;", "%%{init: {}}%%",
        "\u202Eright to left", "line\u2028separator", "naïve 日本語 😀", "$x^2$", "  spaced  ", "==>",
        "bell\u0007 and nul\u0000",
    ];

    [Theory]
    [MemberData(nameof(Words))]
    public void The_form_of_every_document_is_that_with_plain_words(string word)
    {
        DocumentSources hostile = Sources(word);
        DocumentSources plain = Sources("plain");
        foreach (DocumentKind kind in Enum.GetValues<DocumentKind>())
        {
            Assert.Equal(Form(kind, plain), Form(kind, hostile));
        }
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_chart_has_no_line_but_its_own_and_shows_the_words_as_they_are(string word)
    {
        foreach (DocumentKind kind in new[] { DocumentKind.JourneyMap, DocumentKind.CurrentJourneyMap })
        {
            string chart = DocumentScene.Render(kind, Sources(word));
            Assert.All(chart.Split('\n'), line => Assert.True(MermaidText.IsOfFlowchart(line), line));
            Assert.Contains(Seen(word), MermaidText.Seen(chart), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_text_holds_no_tag_and_shows_the_words_as_they_are(string word)
    {
        string text = DocumentScene.Render(DocumentKind.MilestoneFramework, Sources(word));
        Assert.DoesNotContain("<", Unescaped(text).Outside, StringComparison.Ordinal);
        Assert.DoesNotContain("`", Unescaped(text).Outside, StringComparison.Ordinal);
        Assert.Contains($"\n## {Seen(word)}\n", Unescaped(text).All, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_sources_give_the_same_document() =>
        Assert.All(Enum.GetValues<DocumentKind>(), kind => Assert.Equal(
            DocumentScene.Render(kind, Sources("<x>")), DocumentScene.Render(kind, Sources("<x>"))));

    /// <summary>A playbook in which everything that people name has the one name.</summary>
    private static DocumentSources Sources(string word)
    {
        PlaybookPlan plan = DocumentScene.Plan("high_touch");
        PlaybookPlan named = plan with
        {
            Title = word,
            Stages = [.. plan.Stages.Select(stage => stage with { Title = word, OwnerRole = word })],
            Tasks = [.. plan.Tasks.Select(task => task with { Title = word, Description = word })],
            Milestones = [.. plan.Milestones.Select(one => one with { Title = word, ConfirmedBy = word })],
            Inputs = [.. plan.Inputs.Select(input => input with { Title = word, OwnerRole = word })],
            SetupActions = [.. plan.SetupActions.Select(action => action with { Title = word, System = word })],
            Alerts = [.. plan.Alerts.Select(alert => alert with { Title = word, Next = word })],
            Escalation = [.. plan.Escalation.Select(step => step with { Role = word })],
        };
        return DocumentScene.Shipped with
        {
            Playbook = ShippedFiles.Playbook with { Title = word, Plans = [named] },
            Settings = ShippedFiles.Workspace with
            {
                DisplayName = word,
                Tiers = [new TierRule("high_touch", word, ShippedFiles.Workspace.Tiers[0].When)],
                Roles = [new RoleAssignment(word, null, [word, word])],
            },
            Definitions = DocumentScene.Shipped.Definitions.ToImmutableDictionary(
                pair => pair.Key, pair => pair.Value with { Versions = [Version(pair.Value.Present, word)] }),
            Tier = "high_touch",
            Audit = DocumentScene.Audit("high_touch"),
        };
    }

    private static DefinitionVersion Version(DefinitionVersion present, string word) => present with
    {
        Text = new DefinitionText(word, word, [word]),
        By = word,
        Reason = word,
        SignOffs = [new SignOff(word, word, false, word, DocumentScene.Now)],
    };

    /// <summary>What kind of line each is, with the cells of a row: what a renderer makes boxes and cells from.</summary>
    private static string Form(DocumentKind kind, DocumentSources sources)
    {
        PlaybookDocument document = PlaybookDocuments.Of(kind, sources);
        bool isChart = document.MediaType == PlaybookDocument.Mermaid;
        return string.Join('\n', document.Content.Split('\n').Select(line =>
            isChart ? line.Split('"')[0] : Unescaped(line).Form));
    }

    private static string Seen(string word) => string.Join(' ', new string([.. word.Select(c =>
        char.IsControl(c) || c is '\u2028' or '\u202E' ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// The text as a reader sees it; what of it lies outside of code and is not escaped; and the form: the marks at the
    /// start of the line and the cells.
    /// </summary>
    private static (string All, string Outside, string Form) Unescaped(string text)
    {
        var all = new StringBuilder();
        var outside = new StringBuilder();
        bool isCode = false;
        for (int at = 0; at < text.Length; at++)
        {
            if (!isCode && text[at] == '\\' && at + 1 < text.Length)
            {
                all.Append(text[++at]);
            }
            else if (text[at] == '`' && (isCode || text.IndexOf('`', at + 1) > at))
            {
                isCode = !isCode;
            }
            else
            {
                all.Append(text[at]);
                outside.Append(isCode ? "" : text[at].ToString());
            }
        }

        string start = text.Length == 0 ? ""
            : text[0] is '|' or '#' or '-' ? text[..1]
            : text.TrimStart("0123456789".ToCharArray()) is ['.' or ')', ..] ? "1"
            : "words";
        return (all.ToString(), outside.ToString(), $"{start} {outside.ToString().Count(c => c == '|')}");
    }
}
