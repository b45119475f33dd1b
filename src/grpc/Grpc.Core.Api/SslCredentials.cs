namespace Grpc.Core;

/// <summary>Secures a channel by TLS.</summary>
public sealed class SslCredentials : ChannelCredentials
{
    /// <summary>TLS with the machine's own trust.</summary>
    public SslCredentials()
        : this(null)
    {
    }

    /// <summary>TLS with given roots.</summary>
    /// <param name="rootCertificates">Trusted roots as PEM, or <see langword="null"/> for the machine's own.</param>
    public SslCredentials(string? rootCertificates)
        : this(rootCertificates, null)
    {
    }

    /// <summary>TLS with given roots and a client certificate.</summary>
    /// <param name="rootCertificates">Trusted roots as PEM, or <see langword="null"/> for the machine's own.</param>
    /// <param name="keyCertificatePair">The client's certificate, or <see langword="null"/>.</param>
    public SslCredentials(string? rootCertificates, KeyCertificatePair? keyCertificatePair)
        : this(rootCertificates, keyCertificatePair, null)
    {
    }

    /// <summary>TLS with given roots, a client certificate and a further check of the server.</summary>
    /// <param name="rootCertificates">Trusted roots as PEM, or <see langword="null"/> for the machine's own.</param>
    /// <param name="keyCertificatePair">The client's certificate, or <see langword="null"/>.</param>
    /// <param name="verifyPeerCallback">A further check of the server, or <see langword="null"/>.</param>
    public SslCredentials(
        string? rootCertificates,
        KeyCertificatePair? keyCertificatePair,
        VerifyPeerCallback? verifyPeerCallback)
    {
        RootCertificates = rootCertificates;
        KeyCertificatePair = keyCertificatePair;
        VerifyPeerCallback = verifyPeerCallback;
    }

    /// <summary>Trusted roots as PEM, or <see langword="null"/> for the machine's own.</summary>
    public string? RootCertificates { get; }

    /// <summary>The client's certificate, or <see langword="null"/>.</summary>
    public KeyCertificatePair? KeyCertificatePair { get; }

    internal VerifyPeerCallback? VerifyPeerCallback { get; }

    internal override bool IsComposable => true;

    /// <inheritdoc/>
    public override void InternalPopulateConfiguration(
        ChannelCredentialsConfiguratorBase configurator, object? state) =>
        configurator.SetSslCredentials(state, RootCertificates, KeyCertificatePair, VerifyPeerCallback);
}
