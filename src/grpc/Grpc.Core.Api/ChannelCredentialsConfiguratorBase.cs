namespace Grpc.Core;

/// <summary>How a channel learns what <see cref="ChannelCredentials"/> are. For channels, not for callers.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>The connection is not secured.</summary>
    /// <param name="state">What the channel passed in.</param>
    public abstract void SetInsecureCredentials(object? state);

    /// <summary>The connection is secured by TLS.</summary>
    /// <param name="state">What the channel passed in.</param>
    /// <param name="rootCertificates">Trusted roots as PEM, or <see langword="null"/> for the machine's own.</param>
    /// <param name="keyCertificatePair">The client's certificate, or <see langword="null"/>.</param>
    /// <param name="verifyPeerCallback">A further check of the server, or <see langword="null"/>.</param>
    public abstract void SetSslCredentials(
        object? state,
        string? rootCertificates,
        KeyCertificatePair? keyCertificatePair,
        VerifyPeerCallback? verifyPeerCallback);

    /// <summary>Call credentials go with each call on a secured connection.</summary>
    /// <param name="state">What the channel passed in.</param>
    /// <param name="channelCredentials">How the connection is secured.</param>
    /// <param name="callCredentials">What goes with each call.</param>
    public abstract void SetCompositeCredentials(
        object? state,
        ChannelCredentials channelCredentials,
        CallCredentials callCredentials);
}
