using System.Collections.Immutable;
using System.Text.Json;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Setup;
using Onboarding.Sync.Calls;

namespace Onboarding.Sync.Setup;

/// <summary>
/// Runs the steps that prepare a platform, one after the other. A step that fails keeps no other from being tried: its
/// reason stands beside it. Running it again changes nothing that was done.
/// </summary>
/// <param name="client">The connection's client.</param>
/// <param name="steps">The platform's steps; see <see cref="Onboarding.Connectors.Platform.Setup"/>.</param>
public sealed class SetupRunner(PlatformClient client, ImmutableArray<SetupStep> steps)
{
    /// <summary>Looks only, and says what an apply would make.</summary>
    /// <exception cref="ConnectorException">No answer was had: the network, the budget or the sign-in failed.</exception>
    public Task<ImmutableArray<SetupResult>> PlanAsync(CancellationToken cancellationToken) =>
        RunAsync(makes: false, cancellationToken);

    /// <summary>Looks at each step, and does it where it is not done.</summary>
    /// <inheritdoc cref="PlanAsync" path="/exception"/>
    public Task<ImmutableArray<SetupResult>> ApplyAsync(CancellationToken cancellationToken) =>
        RunAsync(makes: true, cancellationToken);

    private async Task<ImmutableArray<SetupResult>> RunAsync(bool makes, CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<SetupResult>(steps.Length);
        foreach (SetupStep step in steps)
        {
            results.Add(await RunAsync(step, makes, cancellationToken));
        }

        return results.MoveToImmutable();
    }

    private async Task<SetupResult> RunAsync(SetupStep step, bool makes, CancellationToken cancellationToken)
    {
        PlatformAnswer looked = await client.AskAsync(step.Look(), CallPriority.Normal, cancellationToken);
        if (Read(() => step.ReadLook(looked.Response), out SetupFinding? finding) is { } unseen)
        {
            return new SetupResult(step.Title, SetupState.Failed, Reason: unseen);
        }

        if (finding!.Done || !makes)
        {
            return new SetupResult(step.Title, finding.Done ? SetupState.DoneAlready : SetupState.Missing, finding.Found);
        }

        if (Read(() => step.Do(finding), out PlatformRequest? request) is { } impossible)
        {
            return new SetupResult(step.Title, SetupState.Failed, finding.Found, impossible);
        }

        PlatformAnswer done = await client.AskAsync(request!, CallPriority.Normal, cancellationToken);
        string? reason = Read(() => step.ReadDone(done.Response), out string? refusal) ?? refusal;
        return new SetupResult(
            step.Title, reason is null ? SetupState.Made : SetupState.Failed, finding.Found, reason);
    }

    /// <summary>Null when the step could read, else why it could not.</summary>
    private static string? Read<T>(Func<T> read, out T? value)
    {
        try
        {
            value = read();
            return null;
        }
        catch (ConnectorException e)
        {
            value = default;
            return e.Failure.Message;
        }
        catch (JsonException)
        {
            value = default;
            return "The answer is not what the platform answers. Try again later.";
        }
    }
}
