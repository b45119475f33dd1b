using Onboarding.Model.Fields;

namespace Onboarding.Sync.Writing;

/// <summary>How the hub wishes a record to be.</summary>
/// <param name="Key">Key of the resource, as in a link.</param>
/// <param name="Parent">Key of what it hangs on; records of one parent are written next to each other.</param>
/// <param name="Fields">Canonical fields; one that is unset is none of the hub's business.</param>
internal sealed record CanonicalRecord(string Key, string Parent, FieldMap Fields);
