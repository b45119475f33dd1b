using System.Text.Json.Serialization;

using Onboarding.Model.Fields;

namespace Onboarding.Storage;

/// <summary>The JSON that lies in columns.</summary>
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(FieldMap))]
[JsonSerializable(typeof(FieldValue))]
[JsonSerializable(typeof(Dictionary<string, int>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
internal sealed partial class StorageJson : JsonSerializerContext;
