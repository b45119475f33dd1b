using Grpc.Core;
using Grpc.Health.V1;
using Onboarding.Hub.Api.Health;
using Xunit;
using HealthClient = Grpc.Health.V1.Health.HealthClient;
using WireState = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Onboarding.Hub.Tests.Grpc;

public sealed class HealthTests
{
    private const string Service = "onboarding.testing.echo.v1.Echo";

    [Fact]
    public async Task A_server_that_has_not_said_it_is_ready_is_not_serving()
    {
        await using var server = await EchoServer.StartAsync();

        Assert.Equal(WireState.NotServing, await CheckAsync(server, HealthBoard.WholeServer));
    }

    [Fact]
    public async Task A_check_answers_what_the_board_says_now()
    {
        await using var server = await EchoServer.StartAsync();
        server.Health.Set(HealthBoard.WholeServer, ServingState.Serving);
        server.Health.Set(Service, ServingState.Serving);
        Assert.Equal(WireState.Serving, await CheckAsync(server, Service));

        server.Health.Set(Service, ServingState.NotServing);

        Assert.Equal(WireState.NotServing, await CheckAsync(server, Service));
        Assert.Equal(WireState.Serving, await CheckAsync(server, HealthBoard.WholeServer));
    }

    [Fact]
    public async Task A_check_of_an_unknown_service_is_not_found()
    {
        await using var server = await EchoServer.StartAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => CheckAsync(server, "no.such.Service"));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task A_list_has_everything_on_the_board()
    {
        await using var server = await EchoServer.StartAsync();
        server.Health.Set(Service, ServingState.Serving);

        var list = await new HealthClient(server.Channel()).ListAsync(new HealthListRequest());

        Assert.Equal(2, list.Statuses.Count);
        Assert.Equal(WireState.NotServing, list.Statuses[HealthBoard.WholeServer].Status);
        Assert.Equal(WireState.Serving, list.Statuses[Service].Status);
    }

    [Fact]
    public async Task A_watch_tells_each_change_and_nothing_between()
    {
        await using var server = await EchoServer.StartAsync();
        using var watch = Watch(server, Service);
        Assert.Equal(WireState.ServiceUnknown, await NextAsync(watch));

        server.Health.Set(Service, ServingState.Serving);
        Assert.Equal(WireState.Serving, await NextAsync(watch));

        server.Health.Set("another.Service", ServingState.NotServing);
        server.Health.Set(Service, ServingState.Serving);
        server.Health.Set(Service, ServingState.NotServing);
        Assert.Equal(WireState.NotServing, await NextAsync(watch));
    }

    [Fact]
    public async Task A_watch_ends_with_not_serving_when_the_server_stops()
    {
        await using var server = await EchoServer.StartAsync();
        server.Health.Set(Service, ServingState.Serving);
        using var watch = Watch(server, Service);
        Assert.Equal(WireState.Serving, await NextAsync(watch));

        var stopping = server.StopAsync();

        Assert.Equal(WireState.NotServing, await NextAsync(watch));
        Assert.False(await watch.ResponseStream.MoveNext());
        await stopping;
    }

    [Fact]
    public async Task A_closed_board_takes_nothing_more()
    {
        await using var server = await EchoServer.StartAsync();
        server.Health.Set(Service, ServingState.Serving);

        server.Health.Close();
        server.Health.Set(Service, ServingState.Serving);

        Assert.Equal(WireState.NotServing, await CheckAsync(server, Service));
    }

    private static async Task<WireState> CheckAsync(EchoServer server, string service) =>
        (await new HealthClient(server.Channel()).CheckAsync(new HealthCheckRequest { Service = service })).Status;

    private static AsyncServerStreamingCall<HealthCheckResponse> Watch(EchoServer server, string service) =>
        new HealthClient(server.Channel()).Watch(new HealthCheckRequest { Service = service });

    private static async Task<WireState> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext().WaitAsync(TimeSpan.FromSeconds(30)));
        return watch.ResponseStream.Current.Status;
    }
}
