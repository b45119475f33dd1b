using System.Buffers;

namespace Grpc.Core;

/// <summary>Takes one message into an array, for those who ask a contextual marshaller for bytes.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private readonly ArrayBufferWriter<byte> _writer = new();
    private byte[]? _message;

    public byte[] Message => _message ?? throw new InvalidOperationException("The serializer did not complete.");

    public override IBufferWriter<byte> GetBufferWriter() => _writer;

    public override void Complete() => Complete(_writer.WrittenSpan.ToArray());

    public override void Complete(byte[] payload)
    {
        if (_message is not null)
        {
            throw new InvalidOperationException("The serializer completed twice.");
        }

        _message = payload;
    }
}
