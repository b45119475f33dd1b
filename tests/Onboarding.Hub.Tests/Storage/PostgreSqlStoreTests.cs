using Onboarding.Testing.Databases;
using Onboarding.Testing.StoreSuite;

using Xunit;

namespace Onboarding.Hub.Tests.Storage;

/// <summary>The store suite on PostgreSQL.</summary>
public static class PostgreSqlStoreTests
{
    public sealed class Append(PostgreSqlStore store) : AppendPromises(store), IClassFixture<PostgreSqlStore>;

    public sealed class Request(PostgreSqlStore store) : RequestPromises(store), IClassFixture<PostgreSqlStore>;

    public sealed class Link(PostgreSqlStore store) : LinkPromises(store), IClassFixture<PostgreSqlStore>;

    public sealed class Sync(PostgreSqlStore store) : SyncPromises(store), IClassFixture<PostgreSqlStore>;

    public sealed class Timer(PostgreSqlStore store) : TimerPromises(store), IClassFixture<PostgreSqlStore>;

    public sealed class Follower(PostgreSqlStore store) : FollowerPromises(store), IClassFixture<PostgreSqlStore>;

    public sealed class Isolation(PostgreSqlStore store) : IsolationPromises(store), IClassFixture<PostgreSqlStore>;

    public sealed class Text(PostgreSqlStore store) : TextPromises(store), IClassFixture<PostgreSqlStore>;

    public sealed class Seal(PostgreSqlStore store) : SealPromises(store), IClassFixture<PostgreSqlStore>;

    public sealed class List(PostgreSqlStore store) : ListPromises(store), IClassFixture<PostgreSqlStore>;

    public sealed class Migration(PostgreSqlStore store) : MigrationPromises(store), IClassFixture<PostgreSqlStore>;
}
