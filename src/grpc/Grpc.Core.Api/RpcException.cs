namespace Grpc.Core;

/// <summary>
/// A call that failed: thrown to the caller by a client, and by a server method to choose the result.
/// </summary>
public class RpcException : Exception
{
    /// <summary>Makes a failure without trailers.</summary>
    /// <param name="status">The result of the call.</param>
    public RpcException(Status status)
        : this(status, Metadata.Empty)
    {
    }

    /// <summary>Makes a failure without trailers and with a message of its own.</summary>
    /// <param name="status">The result of the call.</param>
    /// <param name="message">The exception's message; it is not sent.</param>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>Makes a failure with trailers.</summary>
    /// <param name="status">The result of the call.</param>
    /// <param name="trailers">Trailing metadata, sent when a server method throws.</param>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    /// <summary>Makes a failure with trailers and a message of its own.</summary>
    /// <param name="status">The result of the call.</param>
    /// <param name="trailers">Trailing metadata, sent when a server method throws.</param>
    /// <param name="message">The exception's message; it is not sent.</param>
    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>The result of the call.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>Trailing metadata of the call; empty when none was received.</summary>
    public Metadata Trailers { get; }
}
