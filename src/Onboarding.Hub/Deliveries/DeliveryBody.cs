using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;

namespace Onboarding.Hub.Deliveries;

/// <summary>
/// What a receiver reads: a message of Standard Webhooks with type, timestamp and data. The same in every attempt.
/// </summary>
public static class DeliveryBody
{
    /// <summary>The one type of message that the hub sends.</summary>
    public const string Type = "setup_action.requested";

    /// <param name="workspace">Whose onboarding it is.</param>
    /// <param name="key">Key of the delivery.</param>
    /// <param name="message">What is asked for.</param>
    public static ImmutableArray<byte> Of(WorkspaceId workspace, string key, DeliveryMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WriteString("timestamp", message.RequestedAt.UtcDateTime);
            json.WriteStartObject("data");
            WriteNames(json, workspace, key, message);
            json.WriteString("action", message.Action);
            json.WriteNumber("request", message.Request);
            json.WriteString("system", message.System);
            json.WriteString("title", message.Title);
            json.WriteString("owner", message.Owner);
            json.WriteString("confirm_by", Day(message.ConfirmBy));
            json.WriteString("customer", message.Customer);
            json.WriteString("tier", message.Tier);
            json.WriteString("kickoff_on", Day(message.KickoffOn));
            json.WriteStartObject("fields");
            foreach ((string name, FieldValue value) in message.Fields)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }

            json.WriteEndObject();
            json.WriteStartObject("inputs");
            foreach ((string input, string content) in message.Inputs)
            {
                json.WriteString(input, content);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan];
    }

    private static void WriteNames(Utf8JsonWriter json, WorkspaceId workspace, string key, DeliveryMessage message)
    {
        json.WriteString("workspace", ResourceName.Of(workspace).ToString());
        json.WriteString("delivery", new ResourceName(workspace, Collection.Deliveries, key).ToString());
        json.WriteString(
            "onboarding", ResourceName.Of(workspace, Collection.Onboardings, message.Onboarding.Value).ToString());
        json.WriteString("account", new ResourceName(workspace, Collection.Accounts, message.AccountKey).ToString());
        if (message.OpportunityKey is { } opportunity)
        {
            json.WriteString(
                "opportunity", new ResourceName(workspace, Collection.Opportunities, opportunity).ToString());
        }
    }

    private static void Write(Utf8JsonWriter json, FieldValue value)
    {
        switch (value)
        {
            case FieldValue.Null:
                json.WriteNullValue();
                break;
            case FieldValue.Empty:
                json.WriteStringValue("");
                break;
            case FieldValue.Number number:
                json.WriteNumberValue(number.Value);
                break;
            case FieldValue.Flag flag:
                json.WriteBooleanValue(flag.Value);
                break;
            case FieldValue.Date date:
                json.WriteStringValue(Day(date.Value));
                break;
            case FieldValue.Instant instant:
                json.WriteStringValue(instant.Value.UtcDateTime);
                break;
            case FieldValue.TextList list:
                json.WriteStartArray();
                foreach (string text in list.Value)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
