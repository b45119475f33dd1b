using Google.Protobuf.Reflection;

using Onboarding.Hub.Api;

namespace Onboarding.Hub.Tests.Api;

/// <summary>Every method that the API declares.</summary>
internal static class Rpcs
{
    public static IReadOnlyList<MethodDescriptor> All { get; } =
        [.. ApiEndpoints.Files.SelectMany(file => file.Services).SelectMany(service => service.Methods)];

    public static MethodDescriptor Find(string name) => All.Single(method => method.Name == name);
}
