namespace Onboarding.Connectors.Failures;

/// <summary>The outside world failed.</summary>
public sealed class ConnectorException : Exception
{
    public ConnectorException(FailureKind kind, string message)
        : this(new Failure(kind, message))
    {
    }

    public ConnectorException(Failure failure)
        : base(failure.Message) => Failure = failure;

    public ConnectorException(Failure failure, Exception inner)
        : base(failure.Message, inner) => Failure = failure;

    public Failure Failure { get; }
}
