namespace Grpc.Core;

/// <summary>Takes the messages of a stream, one at a time.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>Options for the writes that follow, or <see langword="null"/> for the defaults.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes one message. One call at a time.</summary>
    /// <param name="message">The message.</param>
    Task WriteAsync(T message);

    /// <summary>Writes one message. One call at a time.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the write, and with it the call.</param>
    /// <exception cref="NotSupportedException">This writer cannot cancel a write.</exception>
    Task WriteAsync(T message, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled
            ? throw new NotSupportedException("This stream writer cannot cancel a write.")
            : WriteAsync(message);
}
