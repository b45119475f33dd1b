using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

using Onboarding.Sync.Catalogue;

using Xunit;

namespace Onboarding.Connectors.Tests.Catalogue;

public sealed class ConnectorCatalogueTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub-catalogue-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_connector_dropped_into_a_folder_is_found_and_lives_in_a_context_of_its_own()
    {
        Drop("roster", "Onboarding.Connectors.Roster", typeof(RosterConnector));

        ConnectorCatalogue catalogue = Load();

        Connector connector = Assert.Single(catalogue.Connectors);
        Assert.Same(connector, catalogue.Find("roster"));
        Assert.NotSame(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(connector.GetType().Assembly));
    }

    [Fact]
    public void Connectors_come_in_the_order_of_their_names()
    {
        Drop("a", "Onboarding.Connectors.Zoo", typeof(ZooConnector));
        Drop("b", "Onboarding.Connectors.Roster", typeof(RosterConnector));

        IEnumerable<string> names = Load().Connectors.Select(connector => connector.Descriptor.Name);

        Assert.Equal(["roster", "zoo"], names, StringComparer.Ordinal);
    }

    [Fact]
    public void Two_connectors_of_one_name_are_refused_with_both_files()
    {
        string first = Drop("a", "Onboarding.Connectors.Roster", typeof(RosterConnector));
        string second = Drop("b", "Onboarding.Connectors.RosterToo", typeof(RosterConnector));

        ConnectorLoadException e = Assert.Throws<ConnectorLoadException>(Load);

        Assert.Contains(first, e.Message, StringComparison.Ordinal);
        Assert.Contains(second, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_is_named()
    {
        string folder = _folder.CreateSubdirectory("drop/broken").FullName;
        string file = Path.Combine(folder, "Onboarding.Connectors.Broken.dll");
        File.WriteAllText(file, "no assembly");

        Assert.Equal(file, Assert.Throws<ConnectorLoadException>(Load).File);
    }

    [Fact]
    public void A_marked_type_that_is_no_connector_is_named()
    {
        string file = Drop("stranger", "Onboarding.Connectors.Stranger", typeof(object));

        Assert.Equal(file, Assert.Throws<ConnectorLoadException>(Load).File);
    }

    [Fact]
    public void A_folder_without_a_connector_is_named()
    {
        string folder = _folder.CreateSubdirectory("drop/empty").FullName;

        Assert.Equal(folder, Assert.Throws<ConnectorLoadException>(Load).File);
    }

    [Fact]
    public void No_drop_folder_is_no_fault() => Assert.Empty(Load().Connectors);

    private ConnectorCatalogue Load() =>
        ConnectorCatalogue.Load(_folder.CreateSubdirectory("program").FullName, Path.Combine(_folder.FullName, "drop"));

    /// <summary>Writes an assembly with a type that does what its base does, marked as the assembly's connector.</summary>
    private string Drop(string folder, string assembly, Type behaviour)
    {
        var built = new PersistedAssemblyBuilder(new AssemblyName(assembly), typeof(object).Assembly);
        TypeBuilder type = built.DefineDynamicModule(assembly)
            .DefineType("Dropped", TypeAttributes.Public | TypeAttributes.Class, behaviour);
        type.DefineDefaultConstructor(MethodAttributes.Public);
        Type made = type.CreateType();
        built.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(ConnectorAttribute).GetConstructor([typeof(Type)])!, [made]));
        string file = Path.Combine(_folder.CreateSubdirectory($"drop/{folder}").FullName, $"{assembly}.dll");
        built.Save(file);
        return file;
    }
}
