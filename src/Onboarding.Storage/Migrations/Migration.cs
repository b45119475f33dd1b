using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Storage.Migrations;

/// <summary>One numbered step of the schema.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Name">Name of its file without folder and ending, such as "0001_journal".</param>
/// <param name="Sql">What it does.</param>
internal sealed record Migration(long Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the SQL, by which an altered step is recognised.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The steps for a database that are built into the program, in order.</summary>
    public static ImmutableArray<Migration> For(StorageProvider provider)
    {
        string folder = $"{provider}/";
        return
        [
            .. typeof(Migration).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Read(name, name[folder.Length..^".sql".Length])),
        ];
    }

    private static Migration Read(string resource, string name)
    {
        using Stream stream = typeof(Migration).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Migration(long.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, sql);
    }
}
