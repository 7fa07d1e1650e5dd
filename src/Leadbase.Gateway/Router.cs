namespace Leadbase.Gateway;

/// <summary>What a path leads to: the operations by method, and the values of its parameters.</summary>
public readonly record struct Match(RouteEntry? Get, RouteEntry? Post, RouteEntry? Delete, RouteValues Values)
{
    /// <summary>Whether any operation has the path.</summary>
    public bool Found => (Get ?? Post ?? Delete) is not null;

    /// <summary>The operation for a method, or null.</summary>
    public RouteEntry? For(string method) => method switch
    {
        "GET" => Get,
        "POST" => Post,
        "DELETE" => Delete,
        _ => null,
    };
}

/// <summary>An operation and the handler that serves it; none when it is planned.</summary>
public sealed record RouteEntry(Operation Operation, Handler? Handler);

/// <summary>The values of up to three path parameters.</summary>
public readonly record struct RouteValues(string? First, string? Second, string? Third)
{
    /// <summary>The value by its place in the path, from 0.</summary>
    public string this[int index] => (index switch { 0 => First, 1 => Second, _ => Third })!;
}

/// <summary>Finds operations by path: a tree of segments, literal ones first, then parameters with the suffix they carry.</summary>
public sealed class Router
{
    private readonly Node _root = new();

    /// <summary>Adds an operation.</summary>
    public void Add(Operation operation, Handler? handler)
    {
        var node = _root;
        foreach (var segment in operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)) node = node.Descend(segment);
        var entry = new RouteEntry(operation, handler);
        if (operation.Method == "GET") node.Get = entry;
        else if (operation.Method == "DELETE") node.Delete = entry;
        else node.Post = entry;
    }

    /// <summary>What a decoded path leads to; empty segments, as in doubled slashes, are passed over.</summary>
    public Match Find(string path) => Find(_root, path.AsSpan(), default, 0);

    private static Match Find(Node node, ReadOnlySpan<char> rest, RouteValues values, int count)
    {
        rest = rest.TrimStart('/');
        if (rest.IsEmpty) return new Match(node.Get, node.Post, node.Delete, values);
        var end = rest.IndexOf('/');
        var segment = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        if (node.Literals.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(segment, out var literal))
        {
            var match = Find(literal, rest, values, count);
            if (match.Found) return match;
        }
        foreach (var (suffix, child) in node.Parameters)
        {
            if (segment.Length <= suffix.Length || !segment.EndsWith(suffix)) continue;
            var value = segment[..^suffix.Length].ToString();
            var with = count switch
            {
                0 => values with { First = value },
                1 => values with { Second = value },
                _ => values with { Third = value },
            };
            var match = Find(child, rest, with, count + 1);
            if (match.Found) return match;
        }
        return default;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public List<(string Suffix, Node Child)> Parameters { get; } = [];

        public RouteEntry? Get { get; set; }

        public RouteEntry? Post { get; set; }

        public RouteEntry? Delete { get; set; }

        public Node Descend(string segment)
        {
            if (!segment.StartsWith('{'))
            {
                if (!Literals.TryGetValue(segment, out var child)) Literals[segment] = child = new Node();
                return child;
            }
            var suffix = segment[(segment.IndexOf('}', StringComparison.Ordinal) + 1)..];
            var known = Parameters.FirstOrDefault(p => p.Suffix == suffix).Child;
            if (known is not null) return known;
            var node = new Node();
            Parameters.Add((suffix, node));
            // The longest suffix first: "{id}.json" is more exact than "{id}".
            Parameters.Sort((a, b) => b.Suffix.Length.CompareTo(a.Suffix.Length));
            return node;
        }
    }
}
