using System.Diagnostics;
using System.Security.Cryptography;

using Grpc.Core;
using Grpc.Core.Interceptors;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using Onboarding.Sync.Journal;

namespace Onboarding.Hub.Api.Failures;

/// <summary>The one place where what goes wrong in a call becomes a status with its reason; nothing else leaves the hub.</summary>
internal sealed class FailureInterceptor(
    WallClock clock, IHostApplicationLifetime lifetime, ILogger<FailureInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw FailureStatus.ToRpc(Translate(exception, context));
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw FailureStatus.ToRpc(Translate(exception, context));
        }
    }

    internal RefusedException Translate(Exception exception, ServerCallContext context) => exception switch
    {
        RefusedException refused => refused,
        _ when context.CancellationToken.IsCancellationRequested => GivenUp(context),
        OperationCanceledException when lifetime.ApplicationStopping.IsCancellationRequested => Refuse.Stopping(),
        StoreException { IsTransient: true } => LoggedAsUnavailable(exception, context),
        TimeoutException => Refuse.Overtaken(),
        _ => Unexpected(exception, context),
    };

    private RefusedException GivenUp(ServerCallContext context) =>
        context.Deadline <= clock.Time.GetUtcNow().UtcDateTime
        ? new RefusedException(
            StatusCode.DeadlineExceeded, V1.ErrorReason.DeadlineExceeded,
            "The deadline passed first. A repeat with the same request id is safe.")
        : new RefusedException(
            StatusCode.Cancelled, V1.ErrorReason.CallCancelled, "The caller gave the call up.");

    private RefusedException LoggedAsUnavailable(Exception exception, ServerCallContext context)
    {
        logger.StoreUnavailable(context.Method, exception);
        return Refuse.StoreUnavailable();
    }

    private RefusedException Unexpected(Exception exception, ServerCallContext context)
    {
        string correlation = Activity.Current?.TraceId.ToHexString()
            ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        logger.CallFailed(context.Method, correlation, exception);
        return new RefusedException(
            StatusCode.Internal, V1.ErrorReason.Internal,
            $"The hub failed. Give its operator the correlation id {correlation}.")
        {
            Facts = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("correlation_id",
                correlation),
        };
    }
}
