using System.Collections;

using Google.Protobuf;
using Google.Protobuf.Reflection;

using Onboarding.Hub.Api.Failures;

namespace Onboarding.Hub.Api.Requests;

/// <summary>
/// A place in a message: fields by name, what is in a map or list by its key. Unlike a field mask it leads into lists,
/// to the element whose "key", "cause" or "tier" field has the text.
/// </summary>
internal sealed class MessagePath
{
    private static readonly string[] s_keys = ["key", "cause", "tier"];
    private static readonly JsonFormatter s_json = new(JsonFormatter.Settings.Default);

    private readonly string[] _parts;

    private MessagePath(string[] parts) => _parts = parts;

    /// <exception cref="RefusedException">No message of this kind has such a place.</exception>
    public static MessagePath Read(string text, string field, MessageDescriptor descriptor)
    {
        string[] parts = text.Split('.');
        MessageDescriptor? at = descriptor;
        for (int part = 0; part < parts.Length; part++)
        {
            FieldDescriptor found = at?.FindFieldByName(parts[part])
                ?? throw Refuse.Field(
                    field,
                    $"{descriptor.Name} has no '{text}'; give a path such as "
                    + $"'{descriptor.Fields.InDeclarationOrder()[1].Name}'.");
            at = found.FieldType == FieldType.Message && !IsWhole(found.MessageType) ? found.MessageType : null;
            if (found.IsMap)
            {
                FieldDescriptor value = found.MessageType.FindFieldByName("value");
                at = value.FieldType == FieldType.Message && !IsWhole(value.MessageType) ? value.MessageType : null;
            }

            // The key of an element may be any text; whether there ever was such a one only the events can tell.
            part += found.IsMap || (found.IsRepeated && KeyOf(at) is not null) ? 1 : 0;
            at = found.IsRepeated && !found.IsMap && KeyOf(at) is null ? null : at;
        }

        return new MessagePath(parts);
    }

    /// <summary>The value there as JSON; "" when there is none, or only the default of its type.</summary>
    public string ValueIn(IMessage message)
    {
        object? at = message;
        for (int part = 0; part < _parts.Length && at is not null; part++)
        {
            var holder = (IMessage)at;
            FieldDescriptor field = holder.Descriptor.FindFieldByName(_parts[part]);
            at = field.HasPresence && !field.Accessor.HasValue(holder) ? null : field.Accessor.GetValue(holder);
            if (part + 1 < _parts.Length && (field.IsMap || field.IsRepeated))
            {
                string key = _parts[++part];
                at = at switch
                {
                    IDictionary map => map.Contains(key) ? map[key] : null,
                    IList list => list.Cast<IMessage>().FirstOrDefault(one => IsKeyed(one, key)),
                    _ => null,
                };
            }
        }

        return Json(at);
    }

    private static string Json(object? value)
    {
        if (value is null or "" or false or 0 or 0L or ICollection { Count: 0 }
            || (value is Enum && Convert.ToInt32(value, null) == 0))
        {
            return "";
        }

        using var text = new StringWriter();
        s_json.WriteValue(text, value);
        return text.ToString();
    }

    // Dates, instants and values of fields are looked at whole.
    private static bool IsWhole(MessageDescriptor descriptor) =>
        descriptor.File.Package == "google.protobuf" || descriptor == V1.Date.Descriptor
        || descriptor == V1.FieldValue.Descriptor;

    // Who holds a role is said by role and tier together, so such a list is looked at whole too.
    private static FieldDescriptor? KeyOf(MessageDescriptor? descriptor) =>
        descriptor is null || descriptor.FindFieldByName("role") is not null
        ? null
        : s_keys.Select(descriptor.FindFieldByName).FirstOrDefault(field => field is { FieldType: FieldType.String });

    private static bool IsKeyed(IMessage message, string key) =>
        (string)KeyOf(message.Descriptor)!.Accessor.GetValue(message) == key;
}
