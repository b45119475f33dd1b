using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Upsert of a person by mail address, with the company links in the same call ("People API Documentation"). A human at
/// two companies is one Person with two Company_Persons.
/// </summary>
internal sealed class PersonWriter(Tenant tenant)
{
    private readonly RecordReader _reader = new(tenant);

    private Table People => tenant.Table(GainsightObjects.Person);

    private Table Links => tenant.Table(GainsightObjects.CompanyPerson);

    /// <summary>Applies one person; all of it or nothing.</summary>
    public Row Upsert(JsonObject body)
    {
        var person = (JsonObject)body.DeepClone();
        var links = TakeLinks(person).Select(ReadLink).ToList();
        var draft = Read(People, person);
        if (draft.Values.GetValueOrDefault("Email") is not string email)
        {
            throw new RefusedException(ErrorCodes.PersonBadEmail, "Email is mandatory.");
        }

        CompleteName(draft);
        People.TryField("Email", out var key);
        var row = Put(People, People.With(key!, email).FirstOrDefault(), draft.Values);
        foreach (var link in links)
        {
            link["Person_ID"] = row.Gsid;
            Links.TryField("Person_ID", out var holder);
            var known = Links.With(holder!, row.Gsid)
                .FirstOrDefault(one => Equals(one["Company_ID"], link["Company_ID"]));
            if (known is null)
            {
                link.TryAdd("Active", true);
            }

            Put(Links, known, link);
        }

        return row;
    }

    private Row Put(Table table, Row? known, Dictionary<string, object?> values)
    {
        if (known is null)
        {
            return tenant.Insert(table, values);
        }

        tenant.Update(known, values);
        return known;
    }

    private static void CompleteName(Draft draft)
    {
        var parts = new[] { draft.Values.GetValueOrDefault("FirstName"), draft.Values.GetValueOrDefault("LastName") };
        if (parts.Any(part => part is not null))
        {
            draft.Values.TryAdd("Name", string.Join(' ', parts.Where(part => part is not null)));
        }
    }

    // The current page writes associations.companyPerson, older clients write companies.
    private static List<JsonObject> TakeLinks(JsonObject person)
    {
        var links = new List<JsonObject>();
        if (Body.OptionalObject(person, "associations") is { } associations)
        {
            Body.RefuseUnknown(associations, "companyPerson");
            links.AddRange(Body.OptionalObject(associations, "companyPerson") is { } link ? [link] : []);
        }

        if (person["companies"] is not null)
        {
            links.AddRange(Body.Objects(person, "companies", 50));
        }

        person.Remove("associations");
        person.Remove("companies");
        return links;
    }

    private Dictionary<string, object?> ReadLink(JsonObject link)
    {
        if (tenant.Table(GainsightObjects.Company).Find(link["Company_ID"]?.ToString() ?? "") is null)
        {
            throw new RefusedException(ErrorCodes.PersonCompanyMissing, "The company of the person does not exist.");
        }

        return Read(Links, link).Values;
    }

    private Draft Read(Table table, JsonObject record)
    {
        var draft = _reader.Read(table, record, creates: false);
        return draft.Faults.Count == 0
            ? draft
            : throw new RefusedException(
                draft.Faults[0].Field == "Email" ? ErrorCodes.PersonBadEmail : ErrorCodes.PersonBadField,
                draft.Faults[0].Message);
    }
}
