using System.Threading.Channels;

using Onboarding.Hub.Scheduling;

namespace Onboarding.Hub.Tests.Scheduling;

/// <summary>Ticks that write down that they ran.</summary>
internal sealed class TickLog
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(1);

    private readonly Channel<string> _runs = Channel.CreateUnbounded<string>();

    /// <summary>A tick that is done at once.</summary>
    public Tick Tick(string name, TimeSpan every) => new(name, every, _ => WriteAsync(name));

    /// <summary>A tick whose work, once it has begun, lasts until the task ends; it is cut off when the task is cancelled.</summary>
    public Tick Tick(string name, TimeSpan every, Func<CancellationToken, Task> work) => new(
        name,
        every,
        async cancellationToken =>
        {
            await WriteAsync(name);
            await work(cancellationToken);
        });

    /// <summary>The names of the next runs, in order of name.</summary>
    public async Task<string[]> NextAsync(int count)
    {
        var names = new string[count];
        for (int n = 0; n < count; n++)
        {
            names[n] = await _runs.Reader.ReadAsync().AsTask().WaitAsync(s_deadline, TimeProvider.System);
        }

        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <summary>How many runs were not asked for.</summary>
    public int Rest => _runs.Reader.Count;

    private Task WriteAsync(string name) => _runs.Writer.WriteAsync(name).AsTask();
}
