using Onboarding.Hub.Api.Requests;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>A token gives back what was put into it, to whoever asks for the same.</summary>
public sealed class OpaqueTokenTests
{
    private static readonly byte[] s_asked = [1, 2, 3];

    [Theory]
    [InlineData("Initech")]
    [InlineData("")]
    [InlineData("two\u001fparts")]
    [InlineData("\u001e\u001f\u001e0\u001e1\u001f")]
    public void A_title_of_any_characters_is_given_back(string title) =>
        Assert.Equal([title, "key"], OpaqueToken.Read(s_asked, OpaqueToken.Write(s_asked, title, "key"), 2)!);

    [Fact]
    public void A_token_is_of_no_use_for_another_call_or_another_place()
    {
        string token = OpaqueToken.Write(s_asked, "title", "key");
        Assert.Null(OpaqueToken.Read([1, 2], token, 2));
        Assert.Null(OpaqueToken.Read(s_asked, token, 3));
        Assert.Null(OpaqueToken.Read(s_asked, OpaqueToken.Write([1, 2], "title", "key"), 2));
    }
}
