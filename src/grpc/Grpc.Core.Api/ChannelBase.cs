namespace Grpc.Core;

/// <summary>A channel: the connections to one target, on which clients make calls.</summary>
public abstract class ChannelBase
{
    /// <summary>Makes a channel.</summary>
    /// <param name="target">The address of the target.</param>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The address of the target.</summary>
    public string Target { get; }

    /// <summary>Makes a call invoker that uses this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Lets go of the connections; calls under way are ended.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>What <see cref="ShutdownAsync"/> does.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
