using Onboarding.Testing.Databases;
using Onboarding.Testing.StoreSuite;

using Xunit;

namespace Onboarding.Hub.Tests.Storage;

/// <summary>The store suite on SQLite.</summary>
public static class SqliteStoreTests
{
    public sealed class Append(SqliteStore store) : AppendPromises(store), IClassFixture<SqliteStore>;

    public sealed class Request(SqliteStore store) : RequestPromises(store), IClassFixture<SqliteStore>;

    public sealed class Link(SqliteStore store) : LinkPromises(store), IClassFixture<SqliteStore>;

    public sealed class Sync(SqliteStore store) : SyncPromises(store), IClassFixture<SqliteStore>;

    public sealed class Timer(SqliteStore store) : TimerPromises(store), IClassFixture<SqliteStore>;

    public sealed class Follower(SqliteStore store) : FollowerPromises(store), IClassFixture<SqliteStore>;

    public sealed class Isolation(SqliteStore store) : IsolationPromises(store), IClassFixture<SqliteStore>;

    public sealed class Text(SqliteStore store) : TextPromises(store), IClassFixture<SqliteStore>;

    public sealed class Seal(SqliteStore store) : SealPromises(store), IClassFixture<SqliteStore>;

    public sealed class List(SqliteStore store) : ListPromises(store), IClassFixture<SqliteStore>;

    public sealed class Migration(SqliteStore store) : MigrationPromises(store), IClassFixture<SqliteStore>;
}
