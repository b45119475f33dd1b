using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>One host with the world, for tests that change nothing in it.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private ApiHost? _host;

    public ApiHost Host => _host ?? throw new InvalidOperationException("The host has not been started.");

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        await AcmeWorld.BuildAsync(_host);
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
