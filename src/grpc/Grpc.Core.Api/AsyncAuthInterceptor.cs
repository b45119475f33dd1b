namespace Grpc.Core;

/// <summary>
/// Adds the credentials of a call to its headers, for instance a token that is fetched when it is needed.
/// </summary>
/// <param name="context">The call.</param>
/// <param name="metadata">The headers to add to.</param>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);
