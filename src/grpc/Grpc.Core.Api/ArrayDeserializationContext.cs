using System.Buffers;

namespace Grpc.Core;

/// <summary>Gives one message from an array, for those who give bytes to a contextual marshaller.</summary>
internal sealed class ArrayDeserializationContext(byte[] message) : DeserializationContext
{
    public override int PayloadLength => message.Length;

    public override byte[] PayloadAsNewBuffer() => [.. message];

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(message);
}
