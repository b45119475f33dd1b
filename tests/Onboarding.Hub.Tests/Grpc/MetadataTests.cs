using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class MetadataTests
{
    [Fact]
    public void A_key_is_lowered_and_found_in_any_case()
    {
        var metadata = new Metadata { { "X-Trace.Id_1", "a" } };

        Assert.Equal("x-trace.id_1", metadata[0].Key);
        Assert.Equal("a", metadata.GetValue("X-TRACE.ID_1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("ä")]
    [InlineData("a\n")]
    public void A_key_with_a_forbidden_character_is_refused(string key)
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key + Metadata.BinaryHeaderSuffix + " ", [1]));
    }

    [Fact]
    public void Text_and_bytes_are_told_apart_by_the_keys_ending()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a", [1]));
        Assert.False(new Metadata.Entry("a", "text").IsBinary);
        Assert.True(new Metadata.Entry("A-BIN", [1]).IsBinary);
    }

    [Fact]
    public void Every_key_of_allowed_characters_and_no_other_is_taken()
    {
        const string Allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
        var keys = Gen.Elements([.. Allowed, ' ', ':', '/', 'é', '\0', '\u212A'])
            .ArrayOf().Select(chars => new string(chars)).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithReplay(20261122, 7), Prop.ForAll(keys, key =>
        {
            var isTaken = Record.Exception(() => new Metadata.Entry(key + "x", "v")) is null;
            return isTaken == key.All(character => Allowed.Contains(character, StringComparison.Ordinal));
        }));
    }

    [Fact]
    public void Bytes_cannot_be_changed_from_outside()
    {
        byte[] given = [1, 2];
        var entry = new Metadata.Entry("a-bin", given);

        given[0] = 9;
        entry.ValueBytes[1] = 9;

        Assert.Equal([1, 2], entry.ValueBytes);
    }

    [Fact]
    public void Bytes_are_not_read_as_text_but_text_is_read_as_ascii_bytes()
    {
        var metadata = new Metadata { { "a-bin", [1] }, { "a", "xy" } };

        Assert.Throws<InvalidOperationException>(() => metadata.GetValue("a-bin"));
        Assert.Equal("xy"u8.ToArray(), metadata.GetValueBytes("a"));
    }

    [Fact]
    public void The_last_entry_of_a_key_counts_and_all_are_kept_in_order()
    {
        var metadata = new Metadata { { "a", "1" }, { "b", "2" }, { "A", "3" } };

        Assert.Equal("3", metadata.GetValue("a"));
        Assert.Equal(["1", "3"], metadata.GetAll("a").Select(entry => entry.Value).ToList());
        Assert.Null(metadata.Get("c"));
        Assert.Null(metadata.GetValue("c"));
        Assert.Null(metadata.GetValueBytes("c"));
    }

    [Fact]
    public void It_is_a_list()
    {
        var first = new Metadata.Entry("a", "1");
        var second = new Metadata.Entry("b", "2");
        var metadata = new Metadata { second };
        metadata.Insert(0, first);

        Assert.Equal([first, second], metadata);
        Assert.Equal(1, metadata.IndexOf(second));
        Assert.True(metadata.Remove(second));
        metadata[0] = second;
        Assert.Contains(second, metadata);
        metadata.RemoveAt(0);
        metadata.Add(first);
        metadata.Clear();
        Assert.Empty(metadata);
    }

    [Fact]
    public void The_shared_empty_metadata_cannot_be_changed()
    {
        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "1"));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Clear());
    }
}
