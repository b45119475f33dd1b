namespace Onboarding.Hub.Tests.Grpc;

/// <summary>What a test server saw of a call, for the test to await.</summary>
internal sealed class EchoLog
{
    private readonly TaskCompletionSource<string> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a call has begun to hang.</summary>
    public Task Hanging => _hanging.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>The path of the first call that ended before its work was done.</summary>
    public Task<string> Stopped => _stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Hang() => _hanging.TrySetResult();

    public void Stop(string method) => _stopped.TrySetResult(method);
}
