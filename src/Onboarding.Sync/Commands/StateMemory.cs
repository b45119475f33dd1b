using Onboarding.Model.Ids;
using Onboarding.Model.Journal;

namespace Onboarding.Sync.Commands;

/// <summary>
/// The states that commands met or made lately. A state follows from its version alone, so whoever knows the version that
/// the database holds need neither read nor parse it. What was not asked for longest is forgotten first, roughly: there
/// is a younger and an older half, and when the younger is full the older is dropped.
/// </summary>
internal sealed class StateMemory
{
    /// <summary>
    /// Most characters that each half holds, as the states are written. In memory a state takes some two bytes for each:
    /// 64 MB for all, which are 6,000 onboardings of 40 tasks.
    /// </summary>
    public const int HalfMax = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private Dictionary<(WorkspaceId, StreamId), KnownState> _young = [];
    private Dictionary<(WorkspaceId, StreamId), KnownState> _old = [];
    private long _length;

    /// <summary>What is known of an aggregate; null when nothing is.</summary>
    public KnownState? Find(WorkspaceId workspace, StreamId stream)
    {
        lock (_lock)
        {
            return _young.GetValueOrDefault((workspace, stream)) ?? _old.GetValueOrDefault((workspace, stream));
        }
    }

    /// <summary>Keeps a state that is committed.</summary>
    public void Keep(WorkspaceId workspace, StreamId stream, KnownState state)
    {
        lock (_lock)
        {
            _length += state.Length - (_young.GetValueOrDefault((workspace, stream))?.Length ?? 0);
            _young[(workspace, stream)] = state;
            if (_length > HalfMax)
            {
                _old = _young;
                _young = [];
                _length = 0;
            }
        }
    }
}
