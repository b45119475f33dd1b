using System.Collections.Immutable;
using System.Text;

namespace Onboarding.Model.Documents;

/// <summary>Puts a Markdown document together. Titles are texts of people; all else is Markdown already.</summary>
internal sealed class MarkdownWriter
{
    private readonly StringBuilder _text = new();

    public void Heading(int level, string title) => Block($"{new string('#', level)} {Markdown.Text(title)}");

    public void Paragraph(string markdown) => Block(markdown);

    public void Bullets(IEnumerable<string> lines) => Block(string.Join('\n', lines.Select(line => $"- {line}")));

    public void Steps(IEnumerable<string> lines) =>
        Block(string.Join('\n', lines.Select((line, index) => $"{index + 1}. {line}")));

    /// <summary>A table, or "None." where it has no rows.</summary>
    public void Table(ImmutableArray<string> heads, IEnumerable<ImmutableArray<string>> rows)
    {
        ImmutableArray<string> lines = [.. rows.Select(Row)];
        Block(lines.IsEmpty
            ? "None."
            : string.Join('\n', lines.Prepend(Row([.. heads.Select(_ => "---")])).Prepend(Row(heads))));
    }

    public override string ToString() => _text.ToString();

    private static string Row(ImmutableArray<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Length == 0 ? "-" : cell))} |";

    private void Block(string block)
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        _text.Append(block).Append('\n');
    }
}
