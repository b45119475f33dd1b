namespace Onboarding.Hub.Tests.Grpc;

/// <summary>What a test server saw of a call, for the test to await.</summary>
internal sealed class EchoLog
{
    private readonly TaskCompletionSource<string> _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a call has begun to hang.</summary>
    public Task Hanging => _hanging.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>The path of the first call whose token was cancelled before the call ended.</summary>
    public Task<string> Cancelled => _cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Hang() => _hanging.TrySetResult();

    public void Cancel(string method) => _cancelled.TrySetResult(method);
}
