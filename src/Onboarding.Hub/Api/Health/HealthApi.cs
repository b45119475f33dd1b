using Grpc.Core;
using Grpc.Health.V1;
using HealthContract = Grpc.Health.V1.Health;
using WireState = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Onboarding.Hub.Api.Health;

/// <summary>Serves <c>grpc.health.v1.Health</c> from the board.</summary>
internal sealed class HealthApi(HealthBoard board) : HealthContract.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        var state = StateOf(board.Current, request.Service);
        return state == WireState.ServiceUnknown
            ? throw new RpcException(new Status(StatusCode.NotFound, $"Service \"{request.Service}\" is not known."))
            : Task.FromResult(new HealthCheckResponse { Status = state });
    }

    public override Task<HealthListResponse> List(HealthListRequest request, ServerCallContext context)
    {
        var response = new HealthListResponse();
        foreach (var (service, state) in board.Current.States)
        {
            response.Statuses.Add(service, new HealthCheckResponse { Status = ToWire(state) });
        }

        return Task.FromResult(response);
    }

    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context)
    {
        WireState? told = null;
        while (true)
        {
            var snapshot = board.Current;
            var state = StateOf(snapshot, request.Service);
            if (state != told)
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = state }, context.CancellationToken);
                told = state;
            }

            if (snapshot.IsClosed)
            {
                return;
            }

            await snapshot.Replaced.WaitAsync(context.CancellationToken);
        }
    }

    private static WireState StateOf(HealthSnapshot snapshot, string service) =>
        snapshot.States.TryGetValue(service, out var state) ? ToWire(state) : WireState.ServiceUnknown;

    private static WireState ToWire(ServingState state) =>
        state == ServingState.Serving ? WireState.Serving : WireState.NotServing;
}
