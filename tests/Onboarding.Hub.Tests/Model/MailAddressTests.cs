using Onboarding.Model.Onboardings;
using Onboarding.Testing.Builders;

using Xunit;

namespace Onboarding.Hub.Tests.Model;

/// <summary>A mail address is one and names one person.</summary>
public sealed class MailAddressTests
{
    [Theory]
    [InlineData("ann@acme.example", true)]
    [InlineData("o'neil+crm@acme.example", true)]
    [InlineData("a@x.example,b@evil.example", false)]
    [InlineData("a@x.example;b", false)]
    [InlineData("\"a@b\"@x.example", false)]
    [InlineData("a@x.example>", false)]
    [InlineData("a b@x.example", false)]
    [InlineData("a@x.example\u0007", false)]
    [InlineData("@x.example", false)]
    [InlineData("a@", false)]
    [InlineData("nobody", false)]
    public void Whatever_could_be_two_or_none_is_refused(string text, bool isOne) => Assert.Equal(
        isOne, OnboardingRun.Of(Plans.Small).Try(new OnboardingCommand.AssignTask("call", text)) is null);
}
