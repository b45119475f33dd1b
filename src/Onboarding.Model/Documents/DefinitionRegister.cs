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
            $"State: {state.Phase.ToString().ToUpperInvariant()}, v{state.Present.Number} of {state.Present.At:yyyy-MM-dd} by "
                + $"{Markdown.Text(state.Present.By)}{(state.Present.Reason.Length == 0 ? "" : $": {Markdown.Text(state.Present.Reason)}")}",
            .. state.Present.SignOffs.Select(Said),
            $"Still to approve: {Markdown.List(state.MissingApprovers.Select(role => Markdown.Text(RuleWords.Role(role))))}",
        ]);
    }

    private static string Said(SignOff said) => said.Approves
        ? $"Approved by {Markdown.Text(RuleWords.Role(said.Role))} ({Markdown.Text(said.Person)}) on {said.At:yyyy-MM-dd}"
        : $"Contested by {Markdown.Text(RuleWords.Role(said.Role))} ({Markdown.Text(said.Person)}) on {said.At:yyyy-MM-dd}: "
            + Markdown.Text(said.Reason);
}
