using System.Diagnostics;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Messages;
using Onboarding.Model.Playbooks;

namespace Onboarding.Hub.Api.Translation;

/// <summary>Messages on the wire.</summary>
internal static class Messages
{
    public static V1.Message ToWire(Held<MessageState> held)
    {
        MessageState state = held.State;
        MessageIntent intent = state.Intent;
        return new V1.Message
        {
            Name = held.Name.ToString(),
            DisplayName = Message.Index(state).Title,
            Onboarding = ResourceName.Of(
                held.Name.Workspace, Collection.Onboardings, state.Onboarding.Value).ToString(),
            Number = intent.Number,
            MessageKey = intent.Key,
            Cause = intent.Cause,
            Role = intent.Role,
            Recipient = state.To ?? "",
            RecipientName = state.ToName ?? "",
            State = StateOf(state.Phase),
            Reason = state.Reason ?? "",
            IntendTime = Wire.Of(state.IntendedAt),
            Subject = state.Subject,
            Text = state.Text,
            Html = MessageText.ToHtml(state.Text),
            Facts = { intent.Facts },
            Etag = held.Etag,
        };
    }

    /// <summary>A message with the samples of its tokens, or with what the caller gives for them.</summary>
    public static V1.PreviewMessageResponse Preview(MessageDefinition definition, IDictionary<string, string> given)
    {
        Dictionary<string, string> facts = MessageToken.All.ToDictionary(
            token => token.Name,
            token => given.TryGetValue(token.Name, out string? own) ? MessageText.OneLine(own) : token.Sample,
            StringComparer.Ordinal);
        string text = MessageText.Fill(definition.Body, facts);
        return new V1.PreviewMessageResponse
        {
            Subject = MessageText.Fill(definition.Subject, facts).ReplaceLineEndings(" "),
            Text = text,
            Html = MessageText.ToHtml(text),
        };
    }

    /// <summary>The column value of a state that a list is filtered by; null for any.</summary>
    public static string? Filter(V1.MessageState state) => state switch
    {
        V1.MessageState.Unspecified => null,
        V1.MessageState.Intended => "intended",
        V1.MessageState.Unaddressed => "unaddressed",
        V1.MessageState.Withdrawn => "withdrawn",
        _ => throw Refuse.Field("state", "The state is unknown."),
    };

    private static V1.MessageState StateOf(MessagePhase phase) => phase switch
    {
        MessagePhase.Intended => V1.MessageState.Intended,
        MessagePhase.Unaddressed => V1.MessageState.Unaddressed,
        MessagePhase.Withdrawn => V1.MessageState.Withdrawn,
        _ => throw new UnreachableException(),
    };
}
