namespace Grpc.Core;

/// <summary>A further check of the server after the TLS handshake.</summary>
/// <param name="context">The server.</param>
/// <returns>Whether the connection may be used.</returns>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
