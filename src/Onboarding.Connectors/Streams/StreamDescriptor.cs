namespace Onboarding.Connectors.Streams;

/// <summary>One kind of record that a connection reads or writes.</summary>
public sealed record StreamDescriptor
{
    /// <summary>The platform's own name for it, such as "Account".</summary>
    public required string Name { get; init; }

    /// <summary>How it is read; null for a stream that is only written.</summary>
    public ReadDescriptor? Read { get; init; }

    /// <summary>How it is written; null for a stream that is only read.</summary>
    public WriteDescriptor? Write { get; init; }
}
