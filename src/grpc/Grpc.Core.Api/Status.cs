namespace Grpc.Core;

/// <summary>The result of a call: a code, and words for a person.</summary>
public struct Status
{
    private readonly string? _detail;

    /// <summary>The default result of a successful call, without detail.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, string.Empty);

    /// <summary>The default result of a cancelled call, without detail.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, string.Empty);

    /// <summary>Makes a status.</summary>
    /// <param name="statusCode">The code.</param>
    /// <param name="detail">Words for a person; may be empty.</param>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>
    /// Makes a status that remembers the local exception behind it. The exception never goes over the wire.
    /// </summary>
    /// <param name="statusCode">The code.</param>
    /// <param name="detail">Words for a person; may be empty.</param>
    /// <param name="debugException">What went wrong on this side, or <see langword="null"/>.</param>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        _detail = detail;
        DebugException = debugException;
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>Words for a person; never null.</summary>
    public string Detail => _detail ?? string.Empty;

    /// <summary>
    /// The local exception behind a failure, for debugging only: it is never sent and rarely present.
    /// </summary>
    public Exception? DebugException { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        DebugException is null
            ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
            : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", " +
              $"DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
}
