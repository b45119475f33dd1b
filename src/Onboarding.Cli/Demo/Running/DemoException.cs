namespace Onboarding.Cli.Demo.Running;

/// <summary>The demo cannot go on; the message says what happened, for a person.</summary>
internal sealed class DemoException(string message, Exception? inner = null) : Exception(message, inner);
