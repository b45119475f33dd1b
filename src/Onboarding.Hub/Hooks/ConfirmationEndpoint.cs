using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Deliveries;
using Onboarding.Hub.Hosting;
using Onboarding.Model;
using Onboarding.Model.Deliveries;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Onboardings;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Hooks;

/// <summary>
/// Takes what systems say of set-up actions later on: POST /setup/{workspace}/{system}, signed as the hub signs its own
/// messages, with the same secrets. Saying it again changes nothing, so a message may come as often as it likes; one
/// that contradicts what is known is a conflict, with what is known in the answer (docs/decisions/0014).
/// </summary>
internal static class ConfirmationEndpoint
{
    private const int BodyBytesMax = 64 * 1024;
    private const int WordsMax = 2_000;

    /// <summary>How far a message's time may lie from ours: older ones may have been overheard.</summary>
    private static readonly TimeSpan s_timeMax = TimeSpan.FromMinutes(5);

    public static void MapConfirmations(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/setup/{workspace}/{system}", TakeAsync);

    // A system that is not there, a wrong signature and an old message are answered alike.
    private static async Task<IResult> TakeAsync(
        string workspace, string system, HttpRequest request, HubConfiguration configuration, IJournalStore store,
        Dispatcher dispatcher, TimeProvider clock, CancellationToken cancellationToken)
    {
        var body = new byte[BodyBytesMax + 1];
        int length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > BodyBytesMax)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        SystemEndpoint? endpoint = configuration.Endpoints.FirstOrDefault(
            known => known.Workspace.Value == workspace && known.System == system);
        if (endpoint is null || !IsSigned(endpoint, request, body.AsSpan(0, length), clock.GetUtcNow()))
        {
            return Results.Unauthorized();
        }

        return Read(body.AsMemory(0, length)) is { } said
            ? await TellAsync(endpoint, said, store, dispatcher, cancellationToken)
            : Results.Text(
                "Say {\"type\": \"setup_action.confirmed\", \"data\": {\"delivery\": ..., \"reference\": ...}}, or "
                    + "setup_action.failed with a reason.",
                statusCode: StatusCodes.Status400BadRequest);
    }

    private static bool IsSigned(SystemEndpoint endpoint, HttpRequest request, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        string id = request.Headers["webhook-id"].ToString();
        string timestamp = request.Headers["webhook-timestamp"].ToString();
        string signatures = request.Headers["webhook-signature"].ToString();
        if (id.Length == 0 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > s_timeMax.TotalSeconds)
        {
            return false;
        }

        foreach (WebhookSecret secret in endpoint.Secrets)
        {
            if (secret.Signed(id, timestamp, body, signatures))
            {
                return true;
            }
        }

        return false;
    }

    private static Said? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            JsonElement data = json.RootElement.GetProperty("data");
            string? delivery = data.GetProperty("delivery").GetString();
            bool isConfirmed = json.RootElement.GetProperty("type").GetString() switch
            {
                "setup_action.confirmed" => true,
                "setup_action.failed" => false,
                _ => throw new JsonException(),
            };
            string words = data.GetProperty(isConfirmed ? "reference" : "reason").GetString() ?? "";
            return delivery is null || string.IsNullOrWhiteSpace(words) || words.Length > WordsMax
                ? null
                : new Said(delivery, isConfirmed, DeliveryAnswer.ExcerptOf(words));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<IResult> TellAsync(
        SystemEndpoint endpoint, Said said, IJournalStore store, Dispatcher dispatcher,
        CancellationToken cancellationToken)
    {
        if (KeyOf(said.Delivery, endpoint.Workspace) is not { } key
            || (await store.LoadAsync(endpoint.Workspace, [Aggregates.Delivery.Stream(key)], null, cancellationToken))
                .Aggregates is not [var stored]
            || Aggregates.Delivery.ReadState(stored.State).Message is not { } message || message.System != endpoint.System)
        {
            return Results.NotFound();
        }

        string by = $"system:{endpoint.System}";
        OnboardingCommand command = said.IsConfirmed
            ? new OnboardingCommand.ConfirmSetupAction(message.Action, said.Words, by, message.Request)
            : new OnboardingCommand.FailSetupAction(message.Action, said.Words, by, message.Request);
        string onboarding = message.Onboarding.ToString();
        Decision<OnboardingEvent> decision = await dispatcher.RunAsync(
            endpoint.Workspace,
            [Aggregates.Onboarding.Stream(onboarding)],
            batch => batch.Apply(Aggregates.Onboarding, onboarding, command, new Origin(by, $"delivery:{key}")),
            cancellationToken);
        return decision switch
        {
            Decision<OnboardingEvent>.Accepted => Results.NoContent(),
            Decision<OnboardingEvent>.Refused refused => Results.Text(
                refused.Refusal.Message, statusCode: StatusCodes.Status409Conflict),
            _ => throw new UnreachableException(),
        };
    }

    private static string? KeyOf(string delivery, WorkspaceId workspace)
    {
        try
        {
            ResourceName name = ResourceName.Read(delivery, Collection.Deliveries, "delivery");
            return name.Workspace == workspace ? name.Key : null;
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    /// <summary>What a system says.</summary>
    /// <param name="Delivery">Name of the delivery that it answers.</param>
    /// <param name="IsConfirmed">Whether it is done; else it failed.</param>
    /// <param name="Words">The reference, or the reason.</param>
    private sealed record Said(string Delivery, bool IsConfirmed, string Words);
}
