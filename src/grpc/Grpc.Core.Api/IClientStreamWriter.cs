namespace Grpc.Core;

/// <summary>Takes the requests of a stream on the client.</summary>
/// <typeparam name="T">The request message.</typeparam>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Ends the stream of requests. Called once, after the last write.</summary>
    Task CompleteAsync();
}
