namespace Onboarding.Testing.WireMock;

/// <summary>One call that a <see cref="WireMockServer"/> received.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">Path and query.</param>
/// <param name="Body">The content as text; empty when there was none.</param>
/// <param name="Matched">Whether a stub answered it; where none fits, WireMock answers 404.</param>
public sealed record WireMockRequest(string Method, string Url, string Body, bool Matched);
