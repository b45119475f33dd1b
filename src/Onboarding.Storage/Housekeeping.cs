using Onboarding.Storage.Databases;

namespace Onboarding.Storage;

/// <summary>Removes what nobody asks for any more, of all workspaces. The journal is never touched.</summary>
public sealed class Housekeeping
{
    private readonly Database _database;
    private readonly Statement _calls = new("delete from platform_calls where second < @second");
    private readonly Statement _requests = new("delete from requests where made_at < @made");

    internal Housekeeping(Database database) => _database = database;

    /// <summary>Forgets spent calls and the stamps of answered calls.</summary>
    /// <param name="callsBefore">
    /// Spent calls before this are forgotten: no platform counts over longer than 31 days.
    /// </param>
    /// <param name="requestsBefore">A call repeated with a request id older than this is carried out anew.</param>
    /// <param name="cancellationToken">Cancelled, it removes nothing.</param>
    public Task PruneAsync(
        DateTimeOffset callsBefore, DateTimeOffset requestsBefore, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            Scope.Everywhere,
            [
                _calls.With(("second", callsBefore.ToUnixTimeSeconds())),
                _requests.With(("made", StoredTime.Write(requestsBefore))),
            ],
            _ => Task.FromResult(0),
            cancellationToken);
}
