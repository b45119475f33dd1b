using System.Collections;

using Google.Protobuf;
using Google.Protobuf.Reflection;

using Onboarding.Hub.Api.Failures;

namespace Onboarding.Hub.Api.Requests;

/// <summary>
/// Bounds that every request keeps, whatever it asks: a text, a list or a depth beyond them is refused before anything
/// looks at it. What a field means bounds it further.
/// </summary>
internal static class MessageBounds
{
    /// <summary>UTF-16 code units of a text: the longest value of a canonical field.</summary>
    public const int TextMax = 32_768;

    /// <summary>UTF-16 code units of the text of a playbook file.</summary>
    public const int SourceMax = 524_288;

    /// <summary>Elements of a list or map.</summary>
    public const int ListMax = 1_000;

    /// <summary>Messages inside messages; conditions nest.</summary>
    public const int DepthMax = 40;

    public static void Check(IMessage message) => Check(message, "", DepthMax);

    private static void Check(IMessage message, string path, int depth)
    {
        if (depth == 0)
        {
            throw Refuse.Field(path, $"The request nests more than {DepthMax} messages.");
        }

        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder())
        {
            string at = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            object? value = field.HasPresence
                && !field.Accessor.HasValue(message) ? null : field.Accessor.GetValue(message);
            switch (value)
            {
                case ICollection { Count: > ListMax } list:
                    throw Refuse.Field(at, $"The field takes at most {ListMax} elements, not {list.Count}.");
                case IDictionary map:
                    CheckEach(map.Keys, at, depth);
                    CheckEach(map.Values, at, depth);
                    break;
                case IList list:
                    CheckEach(list, at, depth);
                    break;
                default:
                    CheckOne(value, at, depth, field.Name == "source" ? SourceMax : TextMax);
                    break;
            }
        }
    }

    private static void CheckEach(IEnumerable values, string path, int depth)
    {
        foreach (object? value in values)
        {
            CheckOne(value, path, depth, TextMax);
        }
    }

    private static void CheckOne(object? value, string path, int depth, int textMax)
    {
        switch (value)
        {
            case string text when text.Length > textMax:
                throw Refuse.Field(path, $"The field takes at most {textMax} characters, not {text.Length}.");
            case IMessage message:
                Check(message, path, depth - 1);
                break;
            default:
                break;
        }
    }
}
