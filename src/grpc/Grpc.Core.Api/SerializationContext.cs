using System.Buffers;

namespace Grpc.Core;

/// <summary>
/// Where a serializer puts one message: either all of it by <see cref="Complete(byte[])"/>, or into
/// <see cref="GetBufferWriter"/> followed by <see cref="Complete()"/>.
/// </summary>
public abstract class SerializationContext
{
    /// <summary>
    /// Ends the message with these bytes. Called at most once, and never together with the other way.
    /// </summary>
    /// <param name="payload">The serialized message.</param>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>The writer that takes the message's bytes.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>
    /// Tells the length ahead, so that a buffer of that size can be used. Called before the first write.
    /// </summary>
    /// <param name="payloadLength">The length in bytes.</param>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Ends the message that was written to <see cref="GetBufferWriter"/>.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
