using System.Globalization;
using Leadbase.Storage;

namespace Leadbase.Bench.Load;

/// <summary>The leads of every measurement: the n-th lead is the same in every database.</summary>
internal static class LeadData
{
    /// <summary>The 25 fields that are filled, besides those of the system.</summary>
    public static readonly Column[] Fields =
    [
        Text("email"), Text("firstName"), Text("lastName"), Text("salutation"), Text("title"), Text("phone"), Text("mobilePhone"),
        Text("fax"), Text("address"), Text("city"), Text("state"), Text("country"), Text("postalCode"), Text("department"),
        Text("leadSource"), Text("leadStatus"), new("leadScore", StorageKind.Integer), Text("rating"), Text("dateOfBirth"),
        new("unsubscribed", StorageKind.Boolean), new("doNotCall", StorageKind.Boolean), Text("personTimeZone"), Text("leadRole"),
        new("emailInvalid", StorageKind.Boolean), Text("mktoPersonNotes"),
    ];

    /// <summary>The columns that the server itself fills.</summary>
    public static readonly Column[] SystemColumns =
    [
        Number("id"), Number("leadPartitionId"), Number("createdAt"), Number("updatedAt"), Number("_changedAt"),
    ];

    /// <summary>Places in <see cref="Fields"/> of the three fields that an update changes: title, city, leadScore.</summary>
    public static readonly int[] Updated = [4, 9, 16];

    private static readonly string[] First = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Margaret", "Dennis", "Radia", "Frances"];
    private static readonly string[] Last = ["Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth", "Hamilton", "Ritchie", "Perlman", "Allen", "Naïve"];
    private static readonly string[] Cities = ["San Francisco", "New York", "Berlin", "London", "Tokyo", "São Paulo", "Sydney"];
    private static readonly string[] Countries = ["United States", "Germany", "United Kingdom", "Japan", "Brazil", "Australia"];
    private static readonly string[] Sources = ["Web", "Trade Show", "Referral", "Webinar", "Partner"];

    /// <summary>The address of the n-th lead; in another order than the ids, so that an index has no locality it would not have in life.</summary>
    public static string Email(long n) => string.Create(CultureInfo.InvariantCulture, $"{(uint)((ulong)n * 2_654_435_761):x8}@example.com");

    /// <summary>When the n-th lead was created, in seconds since 1970.</summary>
    public static long CreatedAt(long n) => 1_700_000_000 + (n % 50_000_000);

    /// <summary>The values of the n-th lead, in the order of <see cref="Fields"/>.</summary>
    public static object[] Values(long n)
    {
        string Of(string[] from, int spread) => from[n / spread % from.Length];
        string Numbered(string text) => text + n.ToString(CultureInfo.InvariantCulture);
        return
        [
            Email(n), Of(First, 1), Numbered(Of(Last, 3)), "Dr.", "Director of Marketing", Numbered("+1 415 555 "), Numbered("+1 650 555 "),
            Numbered("+1 408 555 "), Numbered("Market Street "), Of(Cities, 7), "California", Of(Countries, 5), "94105", "Demand Generation",
            Of(Sources, 2), "Open", n % 100, "Hot", "1980-05-17", n % 9 == 0, n % 13 == 0, "America/Los_Angeles", "Decision Maker", n % 31 == 0,
            Numbered("Met at the conference, asked for a call back in autumn. Reference "),
        ];
    }

    /// <summary>What an update sets the three fields to; another stamp gives other values.</summary>
    public static object[] Changes(long stamp)
    {
        var text = stamp.ToString(CultureInfo.InvariantCulture);
        return ["Director " + text, "City " + text, stamp % 1_000_000_000];
    }

    private static Column Text(string name) => new(name, StorageKind.Text);

    private static Column Number(string name) => new(name, StorageKind.Integer);
}
