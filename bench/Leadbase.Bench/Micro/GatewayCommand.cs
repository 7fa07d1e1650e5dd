using System.CommandLine;

namespace Leadbase.Bench.Micro;

internal static class GatewayCommand
{
    public static Command Create() => new("gateway");
}

internal static class MicroCommand
{
    public static Command Create() => new("micro");
}
