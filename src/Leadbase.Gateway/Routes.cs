namespace Leadbase.Gateway;

/// <summary>Joins operations of the catalogue with the handlers that serve them; each module maps its own.</summary>
public sealed class Routes
{
    private readonly Dictionary<string, Handler> _handlers = new(StringComparer.Ordinal);
    private readonly List<(Operation Operation, Handler Handler)> _others = [];

    /// <summary>The ids of the operations that have a handler.</summary>
    public IReadOnlyCollection<string> Mapped => _handlers.Keys;

    /// <summary>Serves an operation, named by its id in the catalogue.</summary>
    public Routes Map(string operationId, Handler handler)
    {
        _handlers.Add(OperationCatalogue.Get(operationId).Id, handler);
        return this;
    }

    /// <summary>Serves a path that a page shows and no definition has: with the method, permissions, limits and name of an operation.</summary>
    public Routes MapUndefined(string path, string operationId, Handler handler)
    {
        _others.Add((OperationCatalogue.Get(operationId) with { Path = path }, handler));
        return this;
    }

    /// <summary>Serves an operation with another handler than its module's: where Leadbase is embedded, and in tests.</summary>
    public Routes Replace(string operationId, Handler handler)
    {
        _handlers[OperationCatalogue.Get(operationId).Id] = handler;
        return this;
    }

    /// <summary>A router over the whole catalogue; planned operations have no handler and answer 610.</summary>
    public Router Build()
    {
        var router = new Router();
        foreach (var operation in OperationCatalogue.All) router.Add(operation, _handlers.GetValueOrDefault(operation.Id));
        foreach (var (operation, handler) in _others) router.Add(operation, handler);
        return router;
    }
}

/// <summary>The gateway's own operations: identity and usage.</summary>
public static class GatewayRoutes
{
    /// <summary>Maps identity and usage.</summary>
    public static Routes MapGateway(this Routes routes) => routes
        .Map("identityUsingGET", Identity.GetToken.Handle)
        .Map("identityUsingPOST", Identity.GetToken.Handle)
        .Map("getDailyUsageUsingGET", Statistics.GetUsage.Daily)
        .Map("getLast7DaysUsageUsingGET", Statistics.GetUsage.LastSevenDays)
        .Map("getDailyErrorsUsingGET", Statistics.GetUsage.DailyErrors)
        .Map("getLast7DaysErrorsUsingGET", Statistics.GetUsage.LastSevenDaysErrors);
}
