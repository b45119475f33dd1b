namespace Onboarding.Cli.Commands;

/// <summary>A command was given what it cannot use; the message says what to give instead.</summary>
internal sealed class BadCommandException(string message) : Exception(message);
