using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Bulk;
using Leadbase.Console;
using Leadbase.Gateway;
using Leadbase.Jobs;
using Leadbase.Marketing;
using Leadbase.Records;
using Leadbase.Server;
using Leadbase.Storage;
using Leadbase.Users;

namespace Leadbase.Tests.Architecture;

/// <summary>References go only downwards, and only Storage knows a database.</summary>
public sealed partial class LayerTests
{
    /// <summary>From the ground up; each may reference those before it.</summary>
    private static readonly (string Project, Assembly Assembly)[] Layers =
    [
        ("Leadbase.Storage", typeof(Database).Assembly),
        ("Leadbase.Accounts", typeof(Instance).Assembly),
        ("Leadbase.Jobs", typeof(JobStore).Assembly),
        ("Leadbase.Gateway", typeof(Operation).Assembly),
        ("Leadbase.Assets", typeof(AssetStore).Assembly),
        ("Leadbase.Activities", typeof(ActivityLog).Assembly),
        ("Leadbase.Records", typeof(RecordsModule).Assembly),
        ("Leadbase.Marketing", typeof(MarketingModule).Assembly),
        ("Leadbase.Bulk", typeof(BulkModule).Assembly),
        ("Leadbase.Users", typeof(UsersModule).Assembly),
        ("Leadbase.Console", typeof(ConsoleModule).Assembly),
        ("Leadbase.Server", typeof(LeadbaseServer).Assembly),
    ];

    /// <summary>Names of an assembly or namespace that belongs to one database.</summary>
    private static readonly string[] Providers = ["Npgsql", "Microsoft.Data.Sqlite", "SQLitePCL"];

    [Fact]
    public void Every_project_has_its_layer()
    {
        var projects = Directory.GetFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Layers.Select(l => l.Project).Order(), projects.Order());
    }

    [Fact]
    public void Projects_reference_only_lower_ones()
    {
        for (var i = 0; i < Layers.Length; i++)
        {
            var project = XDocument.Load(Repository.PathOf($"src/{Layers[i].Project}/{Layers[i].Project}.csproj"));
            var references = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
            Assert.Empty(references.Except(Layers[..i].Select(l => l.Project)).Select(r => $"{Layers[i].Project} references {r}"));
        }
    }

    [Fact]
    public void Assemblies_use_only_lower_ones()
    {
        for (var i = 0; i < Layers.Length; i++)
        {
            var lower = Layers[..i].Select(l => l.Assembly.GetName().Name);
            var used = Layers[i].Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Leadbase", StringComparison.OrdinalIgnoreCase));
            Assert.Empty(used.Except(lower).Select(name => $"{Layers[i].Project} uses {name}"));
        }
    }

    [Fact]
    public void Only_storage_uses_a_database_provider()
    {
        foreach (var (project, assembly) in Layers[1..])
        {
            var used = assembly.GetReferencedAssemblies().Where(a => Providers.Any(p => a.Name!.StartsWith(p, StringComparison.OrdinalIgnoreCase)));
            Assert.Empty(used.Select(a => $"{project} uses {a.Name}"));
        }
        var outside = Repository.Sources.Where(f =>
            !f.Path.StartsWith("src/Leadbase.Storage/Sqlite/", StringComparison.Ordinal) && !f.Path.StartsWith("src/Leadbase.Storage/Postgres/", StringComparison.Ordinal));
        Assert.Empty(outside.SelectMany(f => f.Occurrences(ProviderUse())));
    }

    [Fact]
    public void Only_the_composition_names_a_kind_of_database()
    {
        string[] composition = ["src/Leadbase.Storage/", "src/Leadbase.Accounts/InstanceStore.cs", "src/Leadbase.Server/"];
        var outside = Repository.Sources.Where(f => !composition.Any(c => f.Path.StartsWith(c, StringComparison.Ordinal)));

        Assert.Empty(outside.SelectMany(f => f.Occurrences(KindUse())));
    }

    // A name in a text for a person is none; a using or a qualified name is.
    [GeneratedRegex(@"(\busing\s+|\bglobal::)(Npgsql|Microsoft\.Data\.Sqlite|SQLitePCL)\b|\b(Npgsql|Sqlite)(Connection|Command|DataSource|Parameter|Exception|Transaction)\b")]
    private static partial Regex ProviderUse();

    [GeneratedRegex(@"\bLeadbase\.Storage\.(Sqlite|Postgres)\b|\b(Sqlite|Postgres)(Database|Dialect|Session|Server|Options)\b")]
    private static partial Regex KindUse();
}
