namespace Grpc.Core;

/// <summary>Credentials of a channel: how the connection is secured, and what goes with each call on it.</summary>
public abstract class ChannelCredentials
{
    /// <summary>No security at all.</summary>
    public static ChannelCredentials Insecure { get; } = new InsecureCredentials();

    /// <summary>TLS with the machine's own trust.</summary>
    public static ChannelCredentials SecureSsl { get; } = new SslCredentials();

    /// <summary>Makes channel credentials that add call credentials to every call.</summary>
    /// <param name="channelCredentials">
    /// How the connection is secured; it must be, so not <see cref="Insecure"/>.
    /// </param>
    /// <param name="callCredentials">What goes with each call.</param>
    /// <exception cref="ArgumentException">The channel credentials are insecure or composed already.</exception>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials) =>
        new CompositeChannelCredentials(channelCredentials, callCredentials);

    /// <summary>Tells a channel what these credentials are. For channels, not for callers.</summary>
    /// <param name="configurator">What the channel listens with.</param>
    /// <param name="state">What the channel wants back.</param>
    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state);

    /// <summary>Whether call credentials may be added: only where they cannot be read on the way.</summary>
    internal virtual bool IsComposable => false;

    private sealed class InsecureCredentials : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(
            ChannelCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetInsecureCredentials(state);
    }

    private sealed class CompositeChannelCredentials : ChannelCredentials
    {
        private readonly ChannelCredentials _channelCredentials;
        private readonly CallCredentials _callCredentials;

        public CompositeChannelCredentials(ChannelCredentials channelCredentials, CallCredentials callCredentials)
        {
            ArgumentNullException.ThrowIfNull(channelCredentials);
            ArgumentNullException.ThrowIfNull(callCredentials);
            if (!channelCredentials.IsComposable)
            {
                throw new ArgumentException(
                    "These channel credentials cannot be composed with call credentials.", nameof(channelCredentials));
            }

            _channelCredentials = channelCredentials;
            _callCredentials = callCredentials;
        }

        public override void InternalPopulateConfiguration(
            ChannelCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, _channelCredentials, _callCredentials);
    }
}
