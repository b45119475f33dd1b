using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Onboarding.Model.Messages;

/// <summary>A message that somebody is to get, with its facts as they were in that moment. Never changes.</summary>
public sealed record MessageIntent
{
    /// <summary>Which of its onboarding's messages it is, from 1 without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>Key of the message in the playbook.</summary>
    public required string Key { get; init; }

    /// <summary>Title of the message in the playbook, for people inside.</summary>
    public required string Title { get; init; }

    /// <summary>What it was made for, such as "milestone:first_login".</summary>
    public required string Cause { get; init; }

    /// <summary>The role for which somebody gets it.</summary>
    public required string Role { get; init; }

    /// <summary>Mail address of the one who gets it; null while nobody is known in the role.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? To { get; init; }

    /// <summary>Their name; null where it is not known.</summary>
    public string? ToName { get; init; }

    /// <summary>One line, in which only the recipient's name is left to be filled in.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text, in which only the recipient's name is left to be filled in.</summary>
    public required string Text { get; init; }

    /// <summary>What the tokens of subject and text were filled with.</summary>
    public required ImmutableSortedDictionary<string, string> Facts { get; init; }

    /// <summary>Its subject or text for somebody.</summary>
    /// <param name="text">The subject or the text.</param>
    /// <param name="name">Name of the one who gets it; null for the title of the role, where it is not known.</param>
    public string Named(string text, string? name) => MessageText.Fill(
        text,
        ImmutableDictionary<string, string>.Empty.Add(
            MessageToken.Recipient,
            MessageText.OneLine(
                name ?? NextActions.Role.Usual.FirstOrDefault(role => role.Key == Role)?.Title ?? Role)));
}
