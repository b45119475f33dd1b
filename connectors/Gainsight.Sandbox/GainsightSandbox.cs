using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Gainsight CS (NXT) as the hub needs it: one tenant on the loopback address, stateful, strict, on the clock it is
/// given.
/// </summary>
public sealed class GainsightSandbox : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly SignIn _signIn;
    private readonly CallLimiter _limiter;
    private volatile GainsightFaults _faults;

    private GainsightSandbox(GainsightSandboxOptions options, TimeProvider time)
    {
        _faults = options.Faults.Checked();
        _signIn = new SignIn(options, time);
        _limiter = new CallLimiter(options.Limits, time);
        World = new GainsightWorld(options.Seed, time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddRouting();
        _host = builder.Build();
        Map(new Gateway(World, Calls, _signIn, _limiter, () => _faults, time, options.Seed), options);
    }

    /// <summary>Address of the tenant; plays the part of <c>https://tenant.gainsightcloud.com</c>.</summary>
    public Uri BaseAddress => new(_host.Urls.Single());

    /// <summary>The tenant's state, for scenarios to change and tests to read.</summary>
    public GainsightWorld World { get; }

    /// <summary>Calls received so far.</summary>
    public GainsightCalls Calls { get; } = new();

    /// <summary>The fault plan. A new plan holds from the next call on.</summary>
    /// <exception cref="InvalidOperationException">Shares lie outside 0..1 or exceed 1 together.</exception>
    public GainsightFaults Faults
    {
        get => _faults;
        set => _faults = value.Checked();
    }

    /// <summary>Starts a tenant.</summary>
    public static async Task<GainsightSandbox> StartAsync(
        GainsightSandboxOptions options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var sandbox = new GainsightSandbox(options, time);
        await sandbox._host.StartAsync(cancellationToken);
        return sandbox;
    }

    /// <summary>The administrator replaces the access key; the former key is refused from now on.</summary>
    public void ChangeAccessKey(string accessKey) => _signIn.ChangeAccessKey(accessKey);

    /// <summary>All tokens given out so far become invalid.</summary>
    public void RevokeTokens() => _signIn.RevokeTokens();

    /// <summary>
    /// Another program of the customer spends synchronous calls of the tenant, which share the same windows. False, and
    /// nothing spent, when fewer are left.
    /// </summary>
    public bool SpendElsewhere(int calls) => _limiter.TrySpend(LimitFamily.Sync, calls);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void Map(Gateway gateway, GainsightSandboxOptions options)
    {
        var (tenant, forms) = (World.Tenant, new ReplyForms(options.Variants, options.Seed));
        IEnumerable<Route> routes =
        [
            .. new ObjectEndpoints(tenant, options, forms).Routes,
            .. new PersonEndpoints(tenant, options).Routes,
            .. new CockpitEndpoints(tenant, options.Variants, forms, () => _faults).Routes,
            .. new TimelineEndpoints(tenant).Routes,
            .. new MetadataEndpoints(tenant, forms).Routes,
        ];
        _host.UseRouting();
        foreach (var route in routes)
        {
            _host.MapMethods(route.Template, [route.Method], context => gateway.AnswerAsync(context, route));
        }

        _host.MapMethods("/v1/users/m2m/oauth/token", ["POST"], gateway.IssueTokenAsync);
        _host.MapFallback("{**path}", gateway.RefuseAsync);
    }
}
