using System.Data.Common;

using Microsoft.Data.Sqlite;

using Onboarding.Storage;

namespace Onboarding.Testing.Databases;

/// <summary>A fresh SQLite file in a folder of its own.</summary>
public sealed class SqliteStore : StoreDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-store-");

    public override StorageOptions Options => new()
    {
        Provider = StorageProvider.Sqlite,
        File = Path.Combine(_folder.FullName, "hub.db"),
    };

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={Options.File};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    protected override Task<bool> CreateAsync() => Task.FromResult(true);

    protected override Task DropAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
