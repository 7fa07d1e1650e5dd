using System.CommandLine;
using Leadbase.Bench;
using Leadbase.Bench.AssetReads;
using Leadbase.Bench.Bulk;
using Leadbase.Bench.Consoles;
using Leadbase.Bench.Floors;
using Leadbase.Bench.Load;
using Leadbase.Bench.Micro;
using Leadbase.Bench.Records;
using Leadbase.Bench.SmartLists;

var root = new RootCommand("Measurements of Leadbase against floors that are measured in the same run; see docs/performance.md.")
{
    LoadCommand.Create(),
    RecordsCommand.Create(),
    BulkCommand.Create(),
    SmartListCommand.Create(),
    AssetsCommand.Create(),
    ConsoleCommand.Create(),
    PeopleCommand.Create(),
    FloorCommand.Create(),
    GatewayCommand.Create(),
    MicroCommand.Create(),
    ReportCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
