using Onboarding.Connectors.Mappings;
using Onboarding.Model.Fields;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>A record as one side holds it: found by the name that people give it, in the hub's terms, without any id.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Unique within its kind where nothing is doubled.</param>
/// <param name="Fields">Canonical fields; what refers to another record holds that record's name.</param>
internal sealed record Filed(RecordKind Kind, string Name, FieldMap Fields);
