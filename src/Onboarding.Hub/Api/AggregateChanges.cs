using System.Diagnostics;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Model.Journal;
using Onboarding.Sync.Commands;

namespace Onboarding.Hub.Api;

/// <summary>
/// Carries out the changes that calls ask for, each once: a repeat answers with the resource as it is by then. Whatever
/// refuses a change throws inside the decision, so that nothing of it is written.
/// </summary>
internal sealed class AggregateChanges(Dispatcher dispatcher, AggregateReads reads)
{
    /// <summary>Changes an aggregate that exists.</summary>
    public Task<Held<TState>> ChangeAsync<TState, TCommand, TEvent>(
        Change change, AggregateKind<TState, TCommand, TEvent> kind, TCommand command)
        where TState : class
        where TCommand : class
        where TEvent : class => ChangeAsync(change, kind, (_, _) => command);

    /// <summary>Changes an aggregate that exists by a command that depends on its state.</summary>
    public Task<Held<TState>> ChangeAsync<TState, TCommand, TEvent>(
        Change change, AggregateKind<TState, TCommand, TEvent> kind, Func<TState, DateTimeOffset, TCommand> ask)
        where TState : class
        where TCommand : class
        where TEvent : class =>
        DecideAsync(change, kind, [], batch => ask(
            batch.State(kind, change.Target.Key) ?? throw Refuse.NotFound(change.Target.ToString()), batch.Now));

    /// <summary>Decides a command on several aggregates that were read together.</summary>
    /// <param name="change">The call.</param>
    /// <param name="kind">Kind of the aggregate that changes.</param>
    /// <param name="others">What else the decision looks at.</param>
    /// <param name="ask">Gives the command, or throws what refuses the call; may write more into the batch.</param>
    public async Task<Held<TState>> DecideAsync<TState, TCommand, TEvent>(
        Change change, AggregateKind<TState, TCommand, TEvent> kind, IReadOnlyCollection<StreamId> others,
        Func<CommandBatch, TCommand> ask)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        ResourceName target = change.Target;
        StreamId stream = kind.Stream(target.Key);
        Answer<Held<TState>> answer = await dispatcher.AnswerAsync(
            target.Workspace, [stream, .. others], change.Stamp(stream),
            batch =>
            {
                string etag = Held<TState>.EtagOf(batch.Version(kind, target.Key));
                if (change.Etag.Length > 0 && change.Etag != etag && batch.State(kind, target.Key) is not null)
                {
                    throw Refuse.Etag(target.ToString(), etag);
                }

                if (batch.Apply(kind, target.Key, ask(batch), change.Origin) is Decision<TEvent>.Refused refused)
                {
                    throw Refuse.Of(refused.Refusal, target.ToString(), change.Field);
                }

                var held = new Held<TState>(target, batch.State(kind, target.Key)!, batch.Version(kind, target.Key));
                return (held, Succeeded: !change.ValidateOnly);
            },
            change.CancellationToken);
        return answer switch
        {
            Answer<Held<TState>>.Given given => given.Result,
            Answer<Held<TState>>.Repeated => await reads.GetAsync(kind, target, change.CancellationToken),
            Answer<Held<TState>>.Reused => throw Refuse.RequestIdReused(change.RequestId),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Carries out a change that is kept beside the journal, with the request that asked for it.</summary>
    /// <param name="change">The call.</param>
    /// <param name="streams">What the decision looks at.</param>
    /// <param name="decide">Writes into the batch, or throws what refuses the call.</param>
    public async Task OnceAsync(Change change, IReadOnlyCollection<StreamId> streams, Action<CommandBatch> decide)
    {
        var stream = new StreamId(change.Target.Collection!.Segment, change.Target.Key);
        Answer<bool> answer = await dispatcher.AnswerAsync(
            change.Target.Workspace, streams, change.Stamp(stream),
            batch =>
            {
                decide(batch);
                return (true, Succeeded: !change.ValidateOnly);
            },
            change.CancellationToken);
        if (answer is Answer<bool>.Reused)
        {
            throw Refuse.RequestIdReused(change.RequestId);
        }
    }
}
