namespace Grpc.Core;

/// <summary>
/// Options of one call. A value: each <c>With</c> method returns changed options and leaves these as they are.
/// </summary>
public struct CallOptions
{
    private bool _waitForReady;

    /// <summary>Makes options.</summary>
    /// <param name="headers">Headers to send.</param>
    /// <param name="deadline">The instant, in UTC, at which the client gives up.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="writeOptions">Options for the messages written.</param>
    /// <param name="propagationToken">Hands on the deadline and cancellation of a call being served.</param>
    /// <param name="credentials">Credentials of this call.</param>
    public CallOptions(
        Metadata? headers = null,
        DateTime? deadline = null,
        CancellationToken cancellationToken = default,
        WriteOptions? writeOptions = null,
        ContextPropagationToken? propagationToken = null,
        CallCredentials? credentials = null)
    {
        Headers = headers;
        Deadline = deadline;
        CancellationToken = cancellationToken;
        WriteOptions = writeOptions;
        PropagationToken = propagationToken;
        Credentials = credentials;
        _waitForReady = false;
    }

    /// <summary>Headers to send, or <see langword="null"/>.</summary>
    public Metadata? Headers { get; private set; }

    /// <summary>The instant, in UTC, at which the client gives up, or <see langword="null"/> for never.</summary>
    public DateTime? Deadline { get; private set; }

    /// <summary>Cancels the call.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>Options for the messages written, or <see langword="null"/> for the defaults.</summary>
    public WriteOptions? WriteOptions { get; private set; }

    /// <summary>Hands on the deadline and cancellation of a call being served, or <see langword="null"/>.</summary>
    public ContextPropagationToken? PropagationToken { get; private set; }

    /// <summary>Credentials of this call, or <see langword="null"/>.</summary>
    public CallCredentials? Credentials { get; private set; }

    /// <summary>Whether the call waits for a connection instead of failing at once while there is none.</summary>
    public readonly bool IsWaitForReady => _waitForReady;

    /// <summary>These options with other headers.</summary>
    /// <param name="headers">Headers to send.</param>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>These options with another deadline.</summary>
    /// <param name="deadline">The instant, in UTC, at which the client gives up.</param>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>These options with another way to cancel.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        this with { CancellationToken = cancellationToken };

    /// <summary>These options with other write options.</summary>
    /// <param name="writeOptions">Options for the messages written.</param>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) =>
        this with { WriteOptions = writeOptions };

    /// <summary>These options with another token to hand on.</summary>
    /// <param name="propagationToken">Hands on the deadline and cancellation of a call being served.</param>
    public readonly CallOptions WithPropagationToken(ContextPropagationToken propagationToken) =>
        this with { PropagationToken = propagationToken };

    /// <summary>These options with other credentials.</summary>
    /// <param name="credentials">Credentials of this call.</param>
    public readonly CallOptions WithCredentials(CallCredentials credentials) =>
        this with { Credentials = credentials };

    /// <summary>These options, waiting for a connection or not.</summary>
    /// <param name="waitForReady">Whether to wait.</param>
    public readonly CallOptions WithWaitForReady(bool waitForReady = true) =>
        this with { _waitForReady = waitForReady };
}
