using System.Collections.Immutable;

using Onboarding.Model.Onboardings.Setup;
using Onboarding.Model.Playbooks;

namespace Onboarding.Model.Onboardings.Waiting;

/// <summary>Everything that is not finished in an onboarding, and what waits for what.</summary>
public sealed class WaitGraph
{
    private readonly Dictionary<Piece, ImmutableArray<Piece>> _waitsFor = [];
    private readonly Dictionary<Piece, List<Piece>> _waitingFor = [];

    private WaitGraph(OnboardingState state)
    {
        if (state.Phase != OnboardingPhase.Active)
        {
            return;
        }

        string? before = null;
        foreach (StageDefinition stage in state.Plan.Stages.Where(known => IsAhead(state, known.Key)))
        {
            AddStage(state, stage, before);
            before = stage.Key;
        }

        foreach (TaskDefinition task in state.Plan.Tasks.Where(known => Waits.IsOpen(state.Task(known.Key))))
        {
            Add(new Piece(PieceKind.Task, task.Key), Waits.OfTask(state, task));
        }

        foreach (SetupActionState action in state.SetupActions.Where(known => !known.IsClosed))
        {
            Add(new Piece(PieceKind.SetupAction, action.Key), Waits.OfSetupAction(state, action.Key));
        }

        Add(Piece.GoLive, Waits.OfGoLive(state));
    }

    /// <summary>Every unfinished piece, those that nothing waits for but going live included.</summary>
    public IReadOnlyCollection<Piece> Pieces => _waitsFor.Keys;

    public static WaitGraph Of(OnboardingState state) => new(state);

    /// <summary>What a piece waits for directly; empty when it waits for nothing, or is finished.</summary>
    public ImmutableArray<Piece> WaitsFor(Piece piece) => _waitsFor.GetValueOrDefault(piece, []);

    /// <summary>What waits directly for a piece.</summary>
    public IReadOnlyList<Piece> WaitingFor(Piece piece) => _waitingFor.GetValueOrDefault(piece) ?? [];

    /// <summary>Everything that waits for a piece, directly or by way of others; never the piece itself.</summary>
    public ImmutableArray<Piece> AllWaitingFor(Piece piece) => Reach(piece, WaitingFor);

    /// <summary>Everything that a piece waits for, directly or by way of others; never the piece itself.</summary>
    public ImmutableArray<Piece> AllWaitsFor(Piece piece) => Reach(piece, at => WaitsFor(at));

    private static ImmutableArray<Piece> Reach(Piece from, Func<Piece, IReadOnlyList<Piece>> next)
    {
        var found = ImmutableArray.CreateBuilder<Piece>();
        HashSet<Piece> seen = [from];
        var open = new Queue<Piece>([from]);
        while (open.TryDequeue(out Piece at))
        {
            foreach (Piece one in next(at).Where(seen.Add))
            {
                found.Add(one);
                open.Enqueue(one);
            }
        }

        return found.ToImmutable();
    }

    private static bool IsAhead(OnboardingState state, string stage) =>
        state.Stages.Any(known => known.Key == stage && known.CompletedAt is null);

    private void AddStage(OnboardingState state, StageDefinition stage, string? before)
    {
        ImmutableArray<Piece> waits = Waits.OfStage(state, stage);
        if (state.Stage(stage.Key)!.EnteredAt is null)
        {
            var entry = new Piece(PieceKind.StageEntry, stage.Key);
            Add(entry, before is null ? [] : [new Piece(PieceKind.Stage, before)]);
            waits = [entry, .. waits];
        }

        Add(new Piece(PieceKind.Stage, stage.Key), waits);
    }

    private void Add(Piece piece, ImmutableArray<Piece> waits)
    {
        _waitsFor[piece] = waits;
        foreach (Piece needed in waits)
        {
            _waitsFor.TryAdd(needed, []);
            if (!_waitingFor.TryGetValue(needed, out List<Piece>? waiting))
            {
                _waitingFor[needed] = waiting = [];
            }

            waiting.Add(piece);
        }
    }
}
