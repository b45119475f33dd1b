using System.Collections.Immutable;
using System.Diagnostics;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Definitions;
using Onboarding.Model.Definitions.Files;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Definitions on the wire.</summary>
internal static class Definitions
{
    private const string DisplayName = "display_name";
    private const string Meaning = "meaning";
    private const string Approvers = "approvers";
    private const int KeyLengthMax = 60;

    private static readonly ImmutableArray<string> s_approvers = ["vp_cs", "vp_sales"];

    /// <summary>What an update can set.</summary>
    public static IReadOnlyCollection<string> Settable { get; } = [DisplayName, Meaning, Approvers];

    public static V1.Definition ToWire(Held<DefinitionState> held)
    {
        V1.Definition definition = Listed(held);
        definition.Versions.Add(held.State.Versions.Select(Version));
        return definition;
    }

    /// <summary>The definition as a list shows it.</summary>
    public static V1.Definition Listed(Held<DefinitionState> held)
    {
        DefinitionState state = held.State;
        return new V1.Definition
        {
            Name = held.Name.ToString(),
            Kind = KindOf(state.Kind),
            Key = state.Key,
            DisplayName = state.Present.Text.Title,
            Meaning = state.Present.Text.Meaning,
            Approvers = { state.Present.Text.Approvers },
            State = StateOf(state.Phase),
            Version = state.Present.Number,
            SignOffs = { state.Present.SignOffs.Select(SignOffOf) },
            MissingApprovers = { state.MissingApprovers },
            Etag = held.Etag,
        };
    }

    /// <exception cref="RefusedException">Something is missing or not of its form.</exception>
    public static ProposedDefinition FromWire(V1.Definition? given)
    {
        V1.Definition definition = given ?? throw Refuse.Field("definition", "definition is missing; say what is meant.");
        DefinitionKind kind = definition.Kind switch
        {
            V1.DefinitionKind.Term => DefinitionKind.Term,
            V1.DefinitionKind.Milestone => DefinitionKind.Milestone,
            V1.DefinitionKind.Tier => DefinitionKind.Tier,
            V1.DefinitionKind.CriticalInput => DefinitionKind.CriticalInput,
            _ => throw Refuse.Field("definition.kind", "The kind is missing or unknown."),
        };
        if (definition.Key.Length is 0 or > KeyLengthMax || !char.IsAsciiLetterLower(definition.Key[0])
            || !definition.Key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            throw Refuse.Field(
                "definition.key",
                $"key takes 1 to {KeyLengthMax} lower-case letters, digits and underscores, a letter first.");
        }

        return new ProposedDefinition(kind, definition.Key, Text(definition));
    }

    /// <summary>The text with what the mask names taken from another one.</summary>
    public static DefinitionText Masked(
        DefinitionText held, V1.Definition given, IReadOnlyCollection<string> paths)
    {
        bool Sets(string path) => paths.Contains(path, StringComparer.Ordinal);
        var merged = new V1.Definition
        {
            DisplayName = Sets(DisplayName) ? given.DisplayName : held.Title,
            Meaning = Sets(Meaning) ? given.Meaning : held.Meaning,
            Approvers = { Sets(Approvers) ? given.Approvers : held.Approvers },
        };
        return Text(merged);
    }

    /// <summary>The column value of a state that a list is filtered by; null for any.</summary>
    public static string? Filter(V1.DefinitionState state) => state switch
    {
        V1.DefinitionState.Unspecified => null,
        V1.DefinitionState.Assumed => "assumed",
        V1.DefinitionState.Confirmed => "confirmed",
        V1.DefinitionState.Corrected => "corrected",
        V1.DefinitionState.Contested => "contested",
        _ => throw Refuse.Field("state", "The state is unknown."),
    };

    private static DefinitionText Text(V1.Definition definition) => new(
        Texts.Words(definition.DisplayName, "definition.display_name", DefinitionText.TitleLengthMax),
        Texts.Words(definition.Meaning, "definition.meaning", DefinitionText.MeaningLengthMax),
        definition.Approvers.Count == 0
            ? s_approvers
            : [.. definition.Approvers.Select(role => Texts.Key(role, "definition.approvers"))]);

    private static V1.DefinitionVersion Version(DefinitionVersion version) => new()
    {
        Number = version.Number,
        DisplayName = version.Text.Title,
        Meaning = version.Text.Meaning,
        Approvers = { version.Text.Approvers },
        Author = version.By,
        Reason = version.Reason,
        WriteTime = Wire.Of(version.At),
        SignOffs = { version.SignOffs.Select(SignOffOf) },
    };

    private static V1.SignOff SignOffOf(SignOff said) => new()
    {
        Role = said.Role,
        Person = said.Person,
        Approves = said.Approves,
        Reason = said.Reason,
        SignTime = Wire.Of(said.At),
    };

    private static V1.DefinitionKind KindOf(DefinitionKind kind) => kind switch
    {
        DefinitionKind.Term => V1.DefinitionKind.Term,
        DefinitionKind.Milestone => V1.DefinitionKind.Milestone,
        DefinitionKind.Tier => V1.DefinitionKind.Tier,
        DefinitionKind.CriticalInput => V1.DefinitionKind.CriticalInput,
        _ => throw new UnreachableException(),
    };

    private static V1.DefinitionState StateOf(DefinitionPhase phase) => phase switch
    {
        DefinitionPhase.Assumed => V1.DefinitionState.Assumed,
        DefinitionPhase.Confirmed => V1.DefinitionState.Confirmed,
        DefinitionPhase.Corrected => V1.DefinitionState.Corrected,
        DefinitionPhase.Contested => V1.DefinitionState.Contested,
        _ => throw new UnreachableException(),
    };
}
