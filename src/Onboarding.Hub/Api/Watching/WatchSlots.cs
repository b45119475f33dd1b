using Microsoft.Extensions.Options;

using Onboarding.Hub.Api.Failures;

namespace Onboarding.Hub.Api.Watching;

/// <summary>How many watches may be open at once.</summary>
internal sealed class WatchSlots(IOptions<ApiSettings> settings)
{
    private int _open;

    /// <summary>Takes a slot, which disposing gives back.</summary>
    /// <exception cref="RefusedException">All are taken.</exception>
    public IDisposable Take(out int open)
    {
        open = Interlocked.Increment(ref _open);
        if (open > settings.Value.WatchesMax)
        {
            Interlocked.Decrement(ref _open);
            throw Refuse.WatchesExhausted(settings.Value.WatchesMax);
        }

        return new Slot(this);
    }

    private sealed class Slot(WatchSlots slots) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                Interlocked.Decrement(ref slots._open);
            }
        }
    }
}
