namespace Grpc.Core;

/// <summary>
/// Hands the deadline and cancellation of a served call on to a call that is made from it. Only a server can make one.
/// </summary>
public abstract class ContextPropagationToken
{
    // Not for callers to derive from: the token's meaning is the server's own.
    internal ContextPropagationToken()
    {
    }
}
