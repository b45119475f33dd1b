namespace Onboarding.Hub.Api.Health;

/// <summary>Whether calls to a service are answered.</summary>
public enum ServingState
{
    /// <summary>Calls are not answered at the moment.</summary>
    NotServing,

    /// <summary>Calls are answered.</summary>
    Serving,
}
