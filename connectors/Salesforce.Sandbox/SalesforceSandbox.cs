using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Connectors.Salesforce.Sandbox.Faults;
using Onboarding.Connectors.Salesforce.Sandbox.Limits;
using Onboarding.Connectors.Salesforce.Sandbox.Rest;
using Onboarding.Connectors.Salesforce.Sandbox.SignIn;
using Onboarding.Connectors.Salesforce.Sandbox.Soql;

namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>
/// The Salesforce platform as onboarding needs it, faked: one organization served over HTTP on the loopback address, in
/// this process, on the clock it is given. It keeps state, enforces limits and refuses what it does not know.
/// </summary>
public sealed class SalesforceSandbox : IAsyncDisposable
{
    // The platform's bound on a request line is about 16,384 characters; what is longer is 414.
    private const int RequestLineMax = 16 * 1024;

    private readonly WebApplication _server;
    private readonly FaultPlan _faults;
    private readonly Sessions _sessions;
    private readonly Cursors _cursors;
    private readonly DailyAllocation _allocation;

    private SalesforceSandbox(SalesforceSandboxOptions options, TimeProvider clock)
    {
        _faults = new FaultPlan(options.Faults);
        World = new SalesforceWorld(clock, _faults, options.DuplicateResultKey);
        _sessions = new Sessions(clock, options.SessionTimeout, World.OrganizationId, options.Seed);
        _cursors = new Cursors(clock, options.CursorLifetime, options.OpenCursorsMax);
        _allocation = new DailyAllocation(clock, options.DailyCallsMax);
        var routes = new RestRoutes(new QueryRoutes(_cursors, options.PageRowsMax), _allocation);
        var endpoint = new SandboxEndpoint(
            World, Calls, _faults, new SandboxGates(_sessions, _allocation), new TokenRoute(options, World, _sessions),
            routes, options.ApiVersionMax);
        _server = Build(options.Port);
        _server.Run(endpoint.AnswerAsync);
    }

    /// <summary>Where the sandbox listens: the My Domain host, the login host and the instance in one.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>The organization: its rows and rules.</summary>
    public SalesforceWorld World { get; }

    /// <summary>What was called, and how often.</summary>
    public SalesforceCalls Calls { get; } = new();

    /// <summary>Starts a sandbox; it listens when the task completes.</summary>
    public static async Task<SalesforceSandbox> StartAsync(
        SalesforceSandboxOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var sandbox = new SalesforceSandbox(options, clock);
        await sandbox._server.StartAsync(cancellationToken);
        var addresses = sandbox._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        sandbox.BaseAddress = new Uri(addresses.Addresses.Single());
        return sandbox;
    }

    /// <summary>Makes the next call meet that fault, once; several are met by as many calls in turn.</summary>
    public void FailNext(SalesforceFault fault)
    {
        lock (World.Gate)
        {
            _faults.Next(fault);
        }
    }

    /// <summary>Ends all sessions, as an administrator may: every token in use is 401 from now on.</summary>
    public void EndSessions()
    {
        lock (World.Gate)
        {
            _sessions.CloseAll();
        }
    }

    /// <summary>Lets all open query cursors expire.</summary>
    public void ExpireCursors()
    {
        lock (World.Gate)
        {
            _cursors.CloseAll();
        }
    }

    /// <summary>Spends calls of the daily allocation, as other programs of the organization do.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than are left.</exception>
    public void SpendDailyCalls(int calls)
    {
        lock (World.Gate)
        {
            if (!_allocation.TrySpend(calls))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(calls), calls, $"Only {_allocation.Max - _allocation.Used} calls are left.");
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = RequestLineMax;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        return builder.Build();
    }
}
