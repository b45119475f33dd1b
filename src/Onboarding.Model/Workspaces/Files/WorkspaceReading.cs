using System.Collections.Immutable;

using Onboarding.Model.Yaml;

namespace Onboarding.Model.Workspaces.Files;

/// <summary>What the reading of a workspace file came to: settings, or the faults that prevent them.</summary>
/// <param name="Settings">Null when the file has faults.</param>
/// <param name="Faults">Every fault of the file in the order of its lines; empty when there are settings.</param>
public sealed record WorkspaceReading(WorkspaceSettings? Settings, ImmutableArray<FileFault> Faults);
