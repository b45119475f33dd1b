using Onboarding.Model.Definitions;

namespace Onboarding.Model.Documents;

/// <summary>Says what the words of a playbook mean, in their present version, and who has agreed.</summary>
internal static class DefinitionRegister
{
    public static Action<MarkdownWriter> Of(DocumentSources sources) => writer =>
    {
        foreach (DefinitionId id in Alignment.UsedBy(sources.Playbook))
        {
            if (sources.Definitions.GetValueOrDefault(id) is { } state)
            {
                Write(writer, state);
            }
            else
            {
                writer.Heading(2, id.Value);
                writer.Paragraph("Not in the register; propose it.");
            }
        }

        if (sources.Playbook.UsesNone)
        {
            writer.Paragraph("The playbook rests on no definitions.");
        }
    };

    private static void Write(MarkdownWriter writer, DefinitionState state)
    {
        writer.Heading(2, state.Present.Text.Title);
        writer.Paragraph(Markdown.Text(state.Present.Text.Meaning));
        writer.Bullets(
        [
            $"State: {state.Phase.ToString().ToUpperInvariant()}, {Written(state.Present)}",
            .. state.Present.SignOffs.Select(Said),
            $"Still to approve: {Markdown.List(state.MissingApprovers.Select(Role))}",
        ]);
    }

    private static string Written(DefinitionVersion version)
    {
        string written = $"v{version.Number} of {version.At:yyyy-MM-dd} by {Markdown.Text(version.By)}";
        return version.Reason.Length == 0 ? written : $"{written}: {Markdown.Text(version.Reason)}";
    }

    private static string Said(SignOff said)
    {
        string who = $"by {Role(said.Role)} ({Markdown.Text(said.Person)}) on {said.At:yyyy-MM-dd}";
        return said.Approves ? $"Approved {who}" : $"Contested {who}: {Markdown.Text(said.Reason)}";
    }

    private static string Role(string key) => Markdown.Text(RuleWords.Role(key));
}
