using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Marketing.Import;
using Leadbase.Records.Engine;
using Leadbase.Records.Memberships;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Server;

/// <summary>
/// A small, always equal set of companies and people. Lead 1 is the one of the public page "REST API / Getting Started".
/// </summary>
internal static class DemoData
{
    private const int People = 60;
    private const long DemoList = 1001;
    private const string Source = "Demo data";
    private static readonly long Kenneth = Seconds(2013, 2, 19, 23, 17, 4);
    private static readonly long KennethUpdated = Seconds(2015, 8, 24, 20, 17, 23);

    private static readonly string[] FirstNames =
        ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Margaret", "Dennis", "Radia", "Ken", "Frances", "John"];

    private static readonly string[] LastNames =
        ["Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth", "Hamilton", "Ritchie", "Perlman", "Thompson"];

    private static readonly (string Key, string Name, string Industry, string Country, long Employees)[] Companies =
    [
        ("demo-1", "Acme Corporation", "Manufacturing", "United States", 1200),
        ("demo-2", "Globex", "Energy", "Germany", 5400),
        ("demo-3", "Initech", "Software", "United Kingdom", 85),
    ];

    /// <summary>Loads the data into an instance that has no leads and never had any.</summary>
    public static async Task LoadAsync(Instance instance, CancellationToken cancel)
    {
        await using (var assets = typeof(DemoData).Assembly.GetManifestResourceStream("demo-assets.json")!)
        {
            if (await IsUsedAsync(instance, cancel)) return;
            // Before the people, and again if this start is cut off: an import can be repeated.
            await AssetImport.RunAsync(instance, assets, cancel);
        }
        var schema = await RecordSchema.OfAsync(instance, cancel);
        await using var session = await instance.Database.WriteAsync(cancel);
        await instance.Database.Dialect.LockKeysAsync(session, "lead", ["demo data"]);
        if (await ActivityLog.LastPositionAsync(session) > 0) return;
        var companies = await InsertCompaniesAsync(session);
        var leads = Enumerable.Range(1, People).Select(i => Person(i, companies)).ToList();
        await RecordWriter.AssignIdsAsync(session, schema.Lead, leads);
        await RecordWriter.WriteAsync(session, schema.Lead, Columns(schema.Lead), leads);
        long[] listed = [.. leads.Skip(1).Take(10).Select(l => l.Id)];
        await ListMembers.AddAsync(session, DemoList, listed, instance.Now);
        await ActivityLog.AppendAsync(session, [
            .. leads.Select(l => new Activity(ActivityType.NewLead, l.Id, (long)l["createdAt"]!, null, null, Activity.Pack(null, null, null, null, null, Source))),
            .. ListMembers.Log(ActivityType.AddToList, DemoList, "Demo List", listed, Source, instance.Now)]);
        await session.CommitAsync();
    }

    private static async Task<bool> IsUsedAsync(Instance instance, CancellationToken cancel)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        return await ActivityLog.LastPositionAsync(session) > 0;
    }

    private static List<Column> Columns(ObjectType lead)
    {
        string[] fields = ["firstName", "lastName", "email", "title", "phone", "city", "country", "postalCode", "leadScore", "leadSource", "unsubscribed", "leadPartitionId", "createdAt", "updatedAt"];
        return [.. fields.Select(f => lead.Find(f)!.Column), new("_changedAt", StorageKind.Integer), new("_company", StorageKind.Integer)];
    }

    private static async Task<long[]> InsertCompaniesAsync(Session session)
    {
        var dialect = session.Database.Dialect;
        var ids = await dialect.AllocateIdsAsync(session, StandardObjects.Company, Companies.Length);
        Column[] columns =
        [
            new("id", StorageKind.Integer), new("externalCompanyId", StorageKind.Text), new("company", StorageKind.Text), new("industry", StorageKind.Text),
            new("billingCountry", StorageKind.Text), new("numberOfEmployees", StorageKind.Integer), new("createdAt", StorageKind.Integer), new("updatedAt", StorageKind.Integer),
        ];
        await dialect.InsertAsync(session, session.Database.Table(StandardObjects.Company), columns, [.. Companies.Select((c, i) => new object?[]
            { ids[i], c.Key, c.Name, c.Industry, c.Country, c.Employees, Kenneth, Kenneth })]);
        return ids;
    }

    private static RecordRow Person(int number, long[] companies)
    {
        var row = new RecordRow(0, isNew: true);
        var (first, last) = number == 1 ? ("Kenneth", "Elkington") : (FirstNames[number % FirstNames.Length], LastNames[number % LastNames.Length]);
        var created = number == 1 ? Kenneth : Kenneth + (number * 86_400L);
        row.Set("firstName", first);
        row.Set("lastName", last);
        row.Set("email", number == 1 ? "developerfeedback@marketo.com" : $"{first}.{last}.{number}@example.com".ToLowerInvariant());
        row.Set("leadPartitionId", 1L);
        row.Set("createdAt", created);
        row.Set("updatedAt", number == 1 ? KennethUpdated : created);
        row.Set("_changedAt", number == 1 ? KennethUpdated : created);
        if (number == 1) return row;
        row.Set("_company", companies[number % companies.Length]);
        row.Set("title", number % 3 == 0 ? "Director" : "Engineer");
        row.Set("phone", $"555-01{number:00}");
        row.Set("city", number % 2 == 0 ? "Berlin" : "Denver");
        row.Set("country", number % 2 == 0 ? "Germany" : "United States");
        row.Set("postalCode", $"{10000 + number}");
        row.Set("leadScore", number * 7L % 100);
        row.Set("leadSource", number % 4 == 0 ? "Trade Show" : "Web");
        row.Set("unsubscribed", number % 10 == 0);
        return row;
    }

    private static long Seconds(int year, int month, int day, int hour, int minute, int second) =>
        new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeSeconds();
}
