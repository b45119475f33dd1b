namespace Onboarding.Hub.Hosting;

/// <summary>Keeps other processes off the database for as long as this one runs.</summary>
internal sealed class SoleProcess(FileStream held) : IDisposable
{
    public void Dispose() => held.Dispose();
}
