using Onboarding.Connectors.Gainsight.Sandbox;
using Xunit;

namespace Onboarding.Connectors.Tests.Gainsight.Sandbox;

public sealed class PersonTests
{
    private const string Path = "/v1/peoplemgmt/v1.0/people";

    [Fact]
    public async Task The_same_mail_address_is_one_person_with_a_row_for_each_company()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var (first, second) = (tenant.World.AddCompany("first"), tenant.World.AddCompany("second"));
        var created = await tenant.PutAsync(Path, Person("Amy@acme.example", first, "Buyer"));
        var repeated = await tenant.PutAsync(Path, Person("amy@acme.example", first, "Champion"));
        await tenant.PutAsync("/v1.0/api/people", $$"""
            { "Email": "amy@acme.example", "companies": [ { "Company_ID": "{{second}}" } ] }
            """);

        Assert.Equal((string?)created.Data["Gsid"], (string?)repeated.Data["Gsid"]);
        Assert.Equal("Amy Stone", Assert.Single(tenant.World.All(GainsightObjects.Person))["Name"]);
        var read = await tenant.QueryAsync("Company_Person", """{ "select": ["Person_ID__gr.Email", "Role"] }""");
        Assert.Equal("amy@acme.example,amy@acme.example", read.Line("Person_ID__gr.Email"));
        Assert.Equal("Champion,", read.Line("Role"));
    }

    [Theory]
    [InlineData("""{ "FirstName": "Amy" }""", "GSOBJ_VDTEMAIL1001")]
    [InlineData("""{ "Email": "amy" }""", "GSOBJ_VDTEMAIL1001")]
    [InlineData("""{ "Email": "amy@acme.example", "Shoe": 40 }""", "GSOBJ_VCRUDR1002")]
    [InlineData("""{ "Email": "amy@acme.example", "companies": [ { "Company_ID": "1P02X" } ] }""", "GSOBJ_PEOPLE1001")]
    public async Task A_bad_person_is_refused_and_leaves_no_trace(string person, string code)
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var answer = await tenant.PutAsync(Path, person);
        Assert.Equal((400, code), (answer.Http, answer.Code));
        Assert.Empty(tenant.World.Snapshot());
    }

    [Fact]
    public async Task An_asynchronous_batch_becomes_visible_after_its_delay()
    {
        await using var tenant = await SandboxTenant.StartAsync();
        var company = tenant.World.AddCompany("first");
        var accepted = await tenant.PutAsync(Path + "/async", $$"""
            { "records": [ {{Person("amy@acme.example", company, "Buyer")}}, { "Email": "broken" } ] }
            """);
        var state = Path + "/async/" + (string?)accepted.Data["statusId"];

        tenant.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("IN_PROGRESS", (string?)(await tenant.GetAsync(state)).Data["status"]);
        Assert.Empty(tenant.World.All(GainsightObjects.Person));

        tenant.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await tenant.GetAsync(state);
        Assert.Equal("COMPLETED", (string?)done.Data["status"]);
        Assert.Equal("broken", (string?)Assert.Single(done.Data["failed"]!.AsArray())!["Email"]);
        Assert.Equal(tenant.World.All(GainsightObjects.Person)[0].Gsid, (string?)done.Data["success"]![0]!["Gsid"]);
    }

    private static string Person(string mail, string company, string role) => $$"""
        { "Email": "{{mail}}", "FirstName": "Amy", "LastName": "Stone",
          "associations": { "companyPerson": {
            "Company_ID": "{{company}}", "Role": "{{role}}", "IsPrimaryCompany": true } } }
        """;
}
