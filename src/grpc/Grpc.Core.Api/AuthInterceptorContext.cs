namespace Grpc.Core;

/// <summary>The call for which an <see cref="AsyncAuthInterceptor"/> is asked for credentials.</summary>
public class AuthInterceptorContext
{
    /// <summary>Makes a context without a way to cancel.</summary>
    /// <param name="serviceUrl">The address of the service, without the method.</param>
    /// <param name="methodName">The name of the method.</param>
    public AuthInterceptorContext(string serviceUrl, string methodName)
        : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    /// <summary>Makes a context.</summary>
    /// <param name="serviceUrl">The address of the service, without the method.</param>
    /// <param name="methodName">The name of the method.</param>
    /// <param name="cancellationToken">Cancelled when the call is.</param>
    public AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(serviceUrl);
        ArgumentNullException.ThrowIfNull(methodName);
        ServiceUrl = serviceUrl;
        MethodName = methodName;
        CancellationToken = cancellationToken;
    }

    /// <summary>The address of the service, without the method.</summary>
    public string ServiceUrl { get; }

    /// <summary>The name of the method.</summary>
    public string MethodName { get; }

    /// <summary>Cancelled when the call is.</summary>
    public CancellationToken CancellationToken { get; }
}
