namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>The platform refuses the whole call. Thrown by rules, turned into an envelope at the edge.</summary>
internal sealed class RefusedException(string code, string description, int httpStatus = 400) : Exception(description)
{
    public string Code { get; } = code;

    public int HttpStatus { get; } = httpStatus;
}
