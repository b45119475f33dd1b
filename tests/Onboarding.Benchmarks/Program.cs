using System.Globalization;
using System.Text.Json;

using Onboarding.Benchmarks;
using Onboarding.Storage;

using Spectre.Console;

// hub bench [PART ...] [--json]: figures with their yardsticks, measured in one run on one machine.
string[] parts = ["calls", "api", "journal", "tasks", "sweep", "analysis"];
string[] asked = [.. args.Where(argument => argument != "--json")];
if (asked.Except(parts, StringComparer.Ordinal).Any())
{
    Console.Error.WriteLine(
        $"""
        hub bench [PART ...] [--json]

          PART    calls    calls that a sync makes to the platforms
                  api      reads through the API
                  journal  the journal on SQLite, and on PostgreSQL where HUB_TEST_POSTGRES is set
                  tasks    completing tasks, on the same
                  sweep    the sweep of due timers
                  analysis the static analysis of a playbook
                  Without one, all are measured.
          --json  prints one JSON object for each figure
        """);
    return asked is ["--help" or "-h"] ? 0 : 2;
}

bool json = args.Contains("--json");
string? postgres = Environment.GetEnvironmentVariable("HUB_TEST_POSTGRES");
DirectoryInfo folder = Directory.CreateTempSubdirectory("onboarding-hub-bench-");
var figures = new List<Figure>();
try
{
    if (Wants("calls"))
    {
        await AddAsync("calls to the platforms", async () => await EconomyFigures.MeasureAsync(folder.FullName, default));
    }

    if (Wants("api"))
    {
        await AddAsync("reads through the API", async () => await ReadFigures.MeasureAsync(folder.FullName, default));
    }

    if (Wants("journal"))
    {
        await AddOnBothAsync("the journal", StoreFigures.MeasureAsync);
    }

    if (Wants("tasks"))
    {
        await AddOnBothAsync("completing tasks", TaskFigures.MeasureAsync);
    }

    if (Wants("sweep"))
    {
        await AddOnBothAsync("the sweep of due timers", SweepFigures.MeasureAsync);
        await AddAsync("the sweep with few and many open", async () => await SweepFigures.GrowthAsync(Sqlite, default));
    }

    if (Wants("analysis"))
    {
        await AddAsync("the analysis of a playbook", AnalysisFigures.MeasureAsync);
    }
}
finally
{
    folder.Delete(recursive: true);
}

if (!json)
{
    var table = new Table().AddColumns("figure", "value", "unit", "held against", "ratio");
    foreach (Figure figure in figures)
    {
        table.AddRow(figure.Name, Number(figure.Value), figure.Unit, figure.Yardstick, figure.Ratio is { } ratio ? Number(ratio) : "");
    }

    AnsiConsole.Write(table);
}

return 0;

StorageOptions Sqlite(string name) => new() { File = Path.Combine(folder.FullName, $"{name}.db") };

bool Wants(string part) => asked.Length == 0 || asked.Contains(part, StringComparer.Ordinal);

static string Number(double value) => value.ToString(value < 100 ? "0.00" : "0", CultureInfo.InvariantCulture);

async Task AddOnBothAsync(
    string what, Func<string, StorageOptions, CancellationToken, Task<IReadOnlyList<Figure>>> measure)
{
    await AddAsync($"{what} on SQLite", async () => await measure("sqlite", Sqlite(what.Replace(' ', '-')), default));
    if (postgres is null)
    {
        Console.Error.WriteLine("PostgreSQL is left out: set HUB_TEST_POSTGRES (tests/postgres.sh start prints it).");
        return;
    }

    await using var database = await PostgreSqlBench.CreateAsync(postgres);
    await AddAsync($"{what} on PostgreSQL", async () => await measure("postgresql", database.Options, default));
}

async Task AddAsync(string what, Func<Task<IReadOnlyList<Figure>>> measure)
{
    Console.Error.WriteLine($"measuring {what} ...");
    IReadOnlyList<Figure> measured = await measure();
    figures.AddRange(measured);
    foreach (Figure figure in json ? measured : [])
    {
        Console.WriteLine(JsonSerializer.Serialize(figure, FigureJson.Default.Figure));
    }
}
