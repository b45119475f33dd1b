namespace Grpc.Core;

/// <summary>The call that a server method is serving.</summary>
public abstract class ServerCallContext
{
    private Dictionary<object, object>? _userState;

    /// <summary>The path of the method: <c>/package.Service/Method</c>.</summary>
    public string Method => MethodCore;

    /// <summary>The host that the client called.</summary>
    public string Host => HostCore;

    /// <summary>The address of the caller: <c>ipv4:</c>, <c>ipv6:</c> or <c>unix:</c> with an address.</summary>
    public string Peer => PeerCore;

    /// <summary>
    /// The instant, in UTC, at which the client gives up; <see cref="DateTime.MaxValue"/> when it never does.
    /// </summary>
    public DateTime Deadline => DeadlineCore;

    /// <summary>The headers that the client sent.</summary>
    public Metadata RequestHeaders => RequestHeadersCore;

    /// <summary>Cancelled when the client cancels, the deadline passes or the connection is lost.</summary>
    public CancellationToken CancellationToken => CancellationTokenCore;

    /// <summary>The trailers that will be sent; a method may add to them until it returns.</summary>
    public Metadata ResponseTrailers => ResponseTrailersCore;

    /// <summary>The result that will be sent when the method returns without throwing.</summary>
    public Status Status
    {
        get => StatusCore;
        set => StatusCore = value;
    }

    /// <summary>Options for the messages that the method writes, or <see langword="null"/> for the defaults.</summary>
    public WriteOptions? WriteOptions
    {
        get => WriteOptionsCore;
        set => WriteOptionsCore = value;
    }

    /// <summary>Who the peer has proved to be on the connection.</summary>
    public AuthContext AuthContext => AuthContextCore;

    /// <summary>A place for interceptors to leave things for the method.</summary>
    public IDictionary<object, object> UserState => UserStateCore;

    /// <summary>Makes a token that hands this call's deadline and cancellation on to a call made from it.</summary>
    /// <param name="options">What is handed on; everything when <see langword="null"/>.</param>
    public ContextPropagationToken CreatePropagationToken(ContextPropagationOptions? options = null) =>
        CreatePropagationTokenCore(options);

    /// <summary>Sends the response headers now. At most once, and before the first message.</summary>
    /// <param name="responseHeaders">The headers.</param>
    public Task WriteResponseHeadersAsync(Metadata responseHeaders) => WriteResponseHeadersAsyncCore(responseHeaders);

    /// <summary>What <see cref="Method"/> returns.</summary>
    protected abstract string MethodCore { get; }

    /// <summary>What <see cref="Host"/> returns.</summary>
    protected abstract string HostCore { get; }

    /// <summary>What <see cref="Peer"/> returns.</summary>
    protected abstract string PeerCore { get; }

    /// <summary>What <see cref="Deadline"/> returns.</summary>
    protected abstract DateTime DeadlineCore { get; }

    /// <summary>What <see cref="RequestHeaders"/> returns.</summary>
    protected abstract Metadata RequestHeadersCore { get; }

    /// <summary>What <see cref="CancellationToken"/> returns.</summary>
    protected abstract CancellationToken CancellationTokenCore { get; }

    /// <summary>What <see cref="ResponseTrailers"/> returns.</summary>
    protected abstract Metadata ResponseTrailersCore { get; }

    /// <summary>What <see cref="Status"/> reads and sets.</summary>
    protected abstract Status StatusCore { get; set; }

    /// <summary>What <see cref="WriteOptions"/> reads and sets.</summary>
    protected abstract WriteOptions? WriteOptionsCore { get; set; }

    /// <summary>What <see cref="AuthContext"/> returns.</summary>
    protected abstract AuthContext AuthContextCore { get; }

    /// <summary>
    /// What <see cref="UserState"/> returns: a dictionary of this call, unless a server has a better one.
    /// </summary>
    protected virtual IDictionary<object, object> UserStateCore => _userState ??= [];

    /// <summary>What <see cref="CreatePropagationToken"/> does.</summary>
    /// <param name="options">What is handed on; everything when <see langword="null"/>.</param>
    protected abstract ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options);

    /// <summary>What <see cref="WriteResponseHeadersAsync"/> does.</summary>
    /// <param name="responseHeaders">The headers.</param>
    protected abstract Task WriteResponseHeadersAsyncCore(Metadata responseHeaders);
}
