using Google.Protobuf;

using Grpc.Core;
using Grpc.Core.Interceptors;

using Onboarding.Hub.Api.Requests;

namespace Onboarding.Hub.Api.Callers;

/// <summary>Finds out who calls before a method of the hub runs, and refuses a message beyond all bounds.</summary>
internal sealed class CallerInterceptor(CallerBook callers) : Interceptor
{
    private const string HubMethods = "/onboarding.hub.";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Enter(request, context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Enter(request, context);
        return continuation(request, responseStream, context);
    }

    // Health and reflection tell nothing about a workspace, and probes have no token.
    private void Enter<TRequest>(TRequest request, ServerCallContext context)
    {
        if (!context.Method.StartsWith(HubMethods, StringComparison.Ordinal))
        {
            return;
        }

        context.UserState[typeof(Caller)] = callers.Identify(context, context.GetHttpContext());
        if (request is IMessage message)
        {
            MessageBounds.Check(message);
        }
    }
}
