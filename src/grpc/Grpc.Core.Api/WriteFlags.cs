namespace Grpc.Core;

/// <summary>How one message is to be written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait in a buffer; it need not be sent at once.</summary>
    BufferHint = 0x1,

    /// <summary>The message is not compressed, even when the call is.</summary>
    NoCompress = 0x2,
}
