using System.CommandLine;

using Onboarding.Cli.Commands;

var root = new RootCommand("Onboarding Hub: keeps CRM, customer success and everybody in between on one onboarding.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    SetupCommand.Create(),
    SimulateCommand.Create(),
    VerifyCommand.Create(),
};

// A hub that is asked to stop finishes the page in hand; after this it is ended.
var invocation = new InvocationConfiguration
{
    ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
    EnableDefaultExceptionHandler = false,
};
return await Outcome.OfAsync(() => root.Parse(args).InvokeAsync(invocation));
