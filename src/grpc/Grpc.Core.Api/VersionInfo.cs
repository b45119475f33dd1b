namespace Grpc.Core;

/// <summary>The versions of this assembly.</summary>
public static class VersionInfo
{
    /// <summary>The assembly version, which stays the same for all of gRPC 2.x.</summary>
    public const string CurrentAssemblyVersion = "2.0.0.0";

    /// <summary>The file version.</summary>
    public const string CurrentAssemblyFileVersion = "2.85.0.0";

    /// <summary>The version of the package whose API this assembly has.</summary>
    public const string CurrentVersion = "2.85.0";
}
