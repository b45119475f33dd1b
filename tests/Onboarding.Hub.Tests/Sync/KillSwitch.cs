namespace Onboarding.Hub.Tests.Sync;

/// <summary>Ends the process at a step: that step and every later one fail until it is started again.</summary>
internal sealed class KillSwitch
{
    private int? _at;
    private bool _dead;

    /// <summary>Steps taken since the switch was armed.</summary>
    public int Steps { get; private set; }

    public bool Struck => _dead;

    public void Arm(int? at) => (_at, _dead, Steps) = (at, false, 0);

    public void Step()
    {
        _dead |= Steps++ == _at;
        if (_dead)
        {
            throw new InvalidOperationException("The process was killed here.");
        }
    }
}
