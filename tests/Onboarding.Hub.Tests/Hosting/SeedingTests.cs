using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

using Onboarding.Hub.Hosting;
using Onboarding.Hub.Tests.Model;
using Onboarding.Model;
using Onboarding.Model.Definitions;
using Onboarding.Model.Ids;
using Onboarding.Model.Journal;
using Onboarding.Model.Playbooks;
using Onboarding.Model.Workspaces;
using Onboarding.Sync.Commands;
using Onboarding.Sync.Journal;

using Xunit;

namespace Onboarding.Hub.Tests.Hosting;

/// <summary>What a start brings in from the folder of playbooks, and what it leaves alone.</summary>
public sealed class SeedingTests : IDisposable
{
    private static readonly WorkspaceId s_workspace = new("acme");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-seeding-");

    public SeedingTests()
    {
        foreach (string file in Directory.GetFiles(ShippedFiles.Folder, "*.yaml", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Playbooks, Path.GetRelativePath(ShippedFiles.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private string Playbooks => Path.Combine(_folder.FullName, "playbooks");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("Requirement", "A3.1")]
    public async Task Every_shipped_definition_is_there_as_assumed_and_every_shipped_playbook_is_published()
    {
        await using WebApplication hub = await StartAsync();
        foreach (var shipped in ShippedFiles.Definitions)
        {
            Assert.Equal(DefinitionPhase.Assumed, (await DefinitionAsync(hub, shipped.Id.Value)).Phase);
        }

        Assert.NotNull(await FindAsync(hub, Aggregates.Playbook, "ninety-day-onboarding"));
        Assert.NotNull(await FindAsync(hub, Aggregates.Playbook, "structured-onboarding-rollout"));
    }

    [Fact]
    [Trait("Requirement", "A3.5")]
    public async Task Where_sign_off_is_required_the_hub_starts_without_the_playbook_until_all_is_approved()
    {
        Edit("workspace.yaml", "playbook: ninety-day-onboarding\n", "playbook: ninety-day-onboarding\nsign_off: required\n");
        await using (WebApplication hub = await StartAsync())
        {
            Assert.Null(await FindAsync(hub, Aggregates.Playbook, "ninety-day-onboarding"));
            Assert.NotNull(await FindAsync(hub, Aggregates.Playbook, "structured-onboarding-rollout"));
            foreach (var shipped in ShippedFiles.Definitions)
            {
                await SendAsync(hub, shipped.Id.Value, new DefinitionCommand.Approve("vp_cs", "victor.lang@example.com"));
                await SendAsync(hub, shipped.Id.Value, new DefinitionCommand.Approve("vp_sales", "sarah.winter@example.com"));
            }
        }

        await using WebApplication again = await StartAsync();
        Assert.Equal(1, (await FindAsync(again, Aggregates.Playbook, "ninety-day-onboarding"))?.Newest.Number);
    }

    [Fact]
    [Trait("Requirement", "A3.7")]
    public async Task An_edited_file_corrects_itself_but_never_what_people_have_spoken_to()
    {
        const string person = "victor.lang@example.com";
        await using (WebApplication hub = await StartAsync())
        {
            await SendAsync(hub, "term-playbook", new DefinitionCommand.Approve("vp_cs", person));
            await SendAsync(hub, "term-aha-moment", new DefinitionCommand.Correct(
                new DefinitionText("Aha!", "When they smile.", ["vp_cs"]), person, "Plainer."));
        }

        foreach (string title in new[] { "Playbook", "Aha! Moment", "Handoff Complete" })
        {
            Edit("definitions.yaml", $"title: {title}\n", $"title: {title} (edited)\n");
        }

        await using WebApplication again = await StartAsync();
        Assert.Equal("Playbook", (await DefinitionAsync(again, "term-playbook")).Present.Text.Title);
        Assert.Equal("Aha!", (await DefinitionAsync(again, "term-aha-moment")).Present.Text.Title);
        DefinitionState edited = await DefinitionAsync(again, "term-handoff-complete");
        Assert.Equal(
            ("Handoff Complete (edited)", 1, "hub", DefinitionPhase.Corrected),
            (edited.Present.Text.Title, edited.Present.Number, edited.Present.By, edited.Phase));
    }

    [Fact]
    [Trait("Requirement", "A4.5")]
    public async Task A_workspace_file_can_name_a_preset_of_the_folder()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Playbooks, "workspace.yaml"));
        int from = text.IndexOf("tiers:\n", StringComparison.Ordinal);
        int to = text.IndexOf("# What sales fills in", StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            Path.Combine(Playbooks, "workspace.yaml"),
            text[..from] + "tiers: {preset: two-tier}\n" + text[to..].Replace(
                "  self_service: [goals, stakeholders]\n", "", StringComparison.Ordinal));

        await using WebApplication hub = await StartAsync();
        WorkspaceState? workspace = await FindAsync(hub, Aggregates.Workspace, s_workspace.Value);
        Assert.Equal(
            ["high_touch", "tech_touch"], workspace!.Settings.Tiers.Select(rule => rule.Tier), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("definitions.yaml", "meaning: The point at which", "meening: The point at which")]
    [InlineData("tiers/two-tier.yaml", "title: Tech touch", "titel: Tech touch")]
    public async Task A_fault_in_a_file_keeps_the_hub_from_starting_and_is_named(string file, string line, string instead)
    {
        Edit(file, line, instead);
        var fault = await Assert.ThrowsAsync<ConfigurationFaultException>(StartAsync);
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.Contains(instead.Split(':')[0], fault.Message, StringComparison.Ordinal);
    }

    private void Edit(string file, string line, string instead)
    {
        string path = Path.Combine(Playbooks, file);
        string text = File.ReadAllText(path);
        Assert.Contains(line, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(line, instead, StringComparison.Ordinal));
    }

    private Task<WebApplication> StartAsync() => HubHost.BuildAsync(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Listen"] = "http://127.0.0.1:0",
            ["Storage:Provider"] = "Sqlite",
            ["Storage:File"] = Path.Combine(_folder.FullName, "hub.db"),
            ["Playbooks"] = Playbooks,
            ["Workspaces:acme:SettingsFile"] = Path.Combine(Playbooks, "workspace.yaml"),
            ["Logging:LogLevel:Default"] = "None",
        }).Build(),
        CancellationToken.None);

    private static async Task<DefinitionState> DefinitionAsync(WebApplication hub, string key) =>
        await FindAsync(hub, Aggregates.Definition, key) ?? throw new InvalidOperationException($"There is no {key}.");

    private static async Task<TState?> FindAsync<TState, TCommand, TEvent>(
        WebApplication hub, AggregateKind<TState, TCommand, TEvent> kind, string key)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        LoadedStreams loaded = await hub.Services.GetRequiredService<IJournalStore>().LoadAsync(
            s_workspace, [kind.Stream(key)], null, CancellationToken.None);
        return loaded.Aggregates is [var stored] ? kind.ReadState(stored.State) : null;
    }

    private static async Task SendAsync(WebApplication hub, string key, DefinitionCommand command) =>
        Assert.IsType<Decision<DefinitionEvent>.Accepted>(await hub.Services.GetRequiredService<Dispatcher>().RunAsync(
            s_workspace, [Aggregates.Definition.Stream(key)],
            batch => batch.Apply(Aggregates.Definition, key, command, new Origin("people", "call:1")),
            CancellationToken.None));
}
