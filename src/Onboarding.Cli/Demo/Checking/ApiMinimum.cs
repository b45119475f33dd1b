using System.Collections.Immutable;

using Onboarding.Connectors;
using Onboarding.Connectors.Mappings;
using Onboarding.Connectors.Streams;

namespace Onboarding.Cli.Demo.Checking;

/// <summary>
/// The fewest calls, by the vendor's rules, that could have moved what a connection's runs moved: each run must look
/// once at every stream it reads, and what it writes takes full batches.
/// </summary>
/// <remarks>
/// Salesforce reads 5 streams with one Composite call, so a run with nothing new costs 1; Gainsight takes a query for
/// each stream. A page that is full asks for another one. A write takes as many calls as the records of its stream fill
/// batches. Sign-ins count where the platform charges them: Salesforce does not, and Gainsight's access key needs none.
/// Example: a Gainsight run that reads 5 streams and writes 30 companies and 120 tasks in batches of 50 costs 5 + 1 + 3.
/// </remarks>
internal static class ApiMinimum
{
    /// <param name="connector">The connector of the connection.</param>
    /// <param name="mapping">The connection's mapping: what it leaves out is neither read nor written.</param>
    /// <param name="runs">Records read and written by stream, for each run.</param>
    public static long Of(
        ConnectorDescriptor connector,
        Mapping mapping,
        IEnumerable<(IReadOnlyDictionary<string, int> Read, IReadOnlyDictionary<string, int> Written)> runs)
    {
        ImmutableArray<StreamDescriptor> read =
        [
            .. connector.Streams.Where(stream =>
                stream.Read is { } how && (how.IsDeleteLog || mapping.Of(stream.Name) is not null)),
        ];
        return runs.Sum(run =>
        {
            // Streams that share a call go on together until the longest of them is read.
            long reads = read.Chunk(connector.ReadsPerCall).Sum(together => (long)together.Max(stream =>
                Calls(run.Read.GetValueOrDefault(stream.Name), stream.Read!.PageMax, least: 1)));
            long writes = connector.Streams.Sum(stream =>
                (long)Calls(run.Written.GetValueOrDefault(stream.Name), stream.Write?.BatchMax ?? 1, least: 0));
            return reads + writes;
        });
    }

    private static int Calls(int records, int most, int least) => Math.Max(least, (records + most - 1) / most);
}
