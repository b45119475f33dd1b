namespace Onboarding.Connectors.Salesforce.Sandbox.SignIn;

/// <summary>A refusal of the token endpoint, which is always an object, never the list used elsewhere.</summary>
internal sealed class TokenRefusedException(string error, string description) : Exception(description)
{
    public string Error { get; } = error;
}
