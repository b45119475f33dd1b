using System.Diagnostics;
using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class VolumeTests
{
    private const int Companies = 10_000;

    [Fact]
    public async Task Ten_thousand_companies_are_written_updated_by_key_and_read_back_in_seconds()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var started = Stopwatch.GetTimestamp();
        var batches = Enumerable.Range(0, Companies)
            .Select(i => $$"""{ "Name": "Company {{i}}", "SfdcAccountId": "a{{i}}", "ARR": {{i}} }""")
            .Chunk(50)
            .Select(chunk => $$"""{ "records": [ {{string.Join(',', chunk)}} ] }""")
            .ToList();
        foreach (var batch in batches)
        {
            Assert.True((await tenant.PostAsync("/v1/data/objects/Company", batch)).Result);
            Assert.True((await tenant.PutAsync("/v1/data/objects/Company?keys=SfdcAccountId", batch)).Result);
        }

        var read = new List<string?>();
        for (var offset = 0; offset < Companies; offset += 5_000)
        {
            var page = await tenant.QueryAsync("Company", $$"""
                { "select": ["Gsid", "Name", "ModifiedDate"], "orderBy": { "Gsid": "asc" }, "offset": {{offset}} }
                """);
            read.AddRange(page.Column("Name"));
        }

        Assert.Equal(Companies, read.Distinct(StringComparer.Ordinal).Count());
        // Generous: the machine may be busy. A scan for each key would take minutes.
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
