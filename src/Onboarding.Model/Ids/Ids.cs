namespace Onboarding.Model.Ids;

/// <summary>The slug of a workspace (one company). Lower-case letters, digits and hyphens, 3 to 40 characters.</summary>
public readonly record struct WorkspaceId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The slug of a playbook, unique in its workspace.</summary>
public readonly record struct PlaybookId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The slug of a connection, unique in its workspace: one signed-in, configured use of a connector.</summary>
public readonly record struct ConnectionId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identity of an account, opportunity or contact.</summary>
public readonly record struct ResourceId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identity of a handoff.</summary>
public readonly record struct HandoffId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}

/// <summary>Identity of an onboarding.</summary>
public readonly record struct OnboardingId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}
