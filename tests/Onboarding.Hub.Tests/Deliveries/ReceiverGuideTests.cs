using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

using Onboarding.Hub.Deliveries;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Fields;
using Onboarding.Model.Ids;

using Xunit;

namespace Onboarding.Hub.Tests.Deliveries;

/// <summary>The message that the guide for receivers shows is one that the hub sends, with its signature.</summary>
public sealed class ReceiverGuideTests
{
    private const string Id = "1f0e3dad-9990-8345-b439-7f8c26d1a5c1";

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n" };
    private static readonly DateTimeOffset s_at = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_message_of_the_guide_is_what_the_hub_sends()
    {
        string guide = File.ReadAllText(Path.Combine(Repository(), "src", "Onboarding.Hub", "README.md"));
        using JsonDocument sent = JsonDocument.Parse(Body().AsMemory());
        string shown = JsonSerializer.Serialize(sent, s_indented);
        Assert.Contains($"```json\n{shown}\n```", guide, StringComparison.Ordinal);
        Assert.Contains($"webhook-id: {Id}\n", guide, StringComparison.Ordinal);
        Assert.Contains(
            $"webhook-timestamp: {s_at.ToUnixTimeSeconds()}\n", guide, StringComparison.Ordinal);
        string signature = WebhookSecret.Of(DeliveryBench.Secret)!.Sign(Id, s_at, Body().AsSpan());
        Assert.Contains($"webhook-signature: {signature}\n", guide, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_is_known_among_others_and_a_changed_message_is_not()
    {
        WebhookSecret secret = WebhookSecret.Of(DeliveryBench.Secret)!;
        string timestamp = WebhookSecret.TimestampOf(s_at);
        string signature = secret.Sign(Id, s_at, Body().AsSpan());

        Assert.True(secret.Signed(Id, timestamp, Body().AsSpan(), $"v1,AAAA {signature}"));
        Assert.False(secret.Signed(Id, timestamp, [.. Body(), (byte)' '], signature));
        Assert.False(secret.Signed(Id, "1772442001", Body().AsSpan(), signature));
        Assert.False(secret.Signed("another", timestamp, Body().AsSpan(), signature));
        Assert.False(WebhookSecret.Of(DeliveryBench.OtherSecret)!.Signed(Id, timestamp, Body().AsSpan(), signature));
        Assert.False(secret.Signed(Id, timestamp, Body().AsSpan(), ""));
    }

    // The example that the specification's own libraries test with (standard-webhooks, libraries/javascript).
    [Fact]
    public void The_example_of_the_specification_is_signed_as_there() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSecret.Of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!.Sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1_614_265_330),
            Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    private static ImmutableArray<byte> Body() => DeliveryBody.Of(new WorkspaceId("acme"), Id, new DeliveryMessage
    {
        Onboarding = new OnboardingId(Guid.Parse("7c9e6679-7425-80de-944b-e07fc1f90ae7")),
        Action = "billing_profile",
        Request = 1,
        System = "billing",
        Title = "Billing profile",
        Owner = "billing@example.com",
        RequestedAt = s_at,
        ConfirmBy = new DateOnly(2026, 3, 5),
        Customer = "Rotor Works",
        AccountKey = "d9428888-122b-81e1-b85c-61cd3cbb3210",
        OpportunityKey = "6fa459ea-ee8a-8ca4-894e-db77e160355e",
        Tier = "high_touch",
        KickoffOn = new DateOnly(2026, 3, 9),
        Fields = FieldMap.Of(("annual_recurring_revenue", new FieldValue.Number(90_000))),
        Inputs = ImmutableSortedDictionary<string, string>.Empty
            .Add("billing_details", "Rotor Works GmbH, Hafenstr. 1, Linz; ATU00000000")
            .Add("payment_terms", "30 days net"),
    });

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Onboarding.Hub.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
