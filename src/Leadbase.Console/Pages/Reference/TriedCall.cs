using System.Text;
using Leadbase.Gateway.Calls;

namespace Leadbase.Console.Pages.Reference;

/// <summary>What somebody has filled in to try an operation, as a call.</summary>
internal sealed class TriedCall(ReferenceOperation reference)
{
    private const string Boundary = "leadbase-form-7d1c5a";
    private readonly Dictionary<ReferenceParameter, string> _values = [];

    /// <summary>The JSON body.</summary>
    public string Body { get; set; } = reference.Body ?? "";

    /// <summary>The value of a parameter; empty is not given.</summary>
    public string this[ReferenceParameter parameter]
    {
        get => _values.GetValueOrDefault(parameter, "");
        set => _values[parameter] = value;
    }

    /// <summary>The call.</summary>
    public ApiRequest ToRequest()
    {
        var path = reference.Operation.Path;
        foreach (var (parameter, value) in Given("path")) path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        var query = Encoded(Given("query"));
        var target = query.Length > 0 ? $"{path}?{query}" : path;
        return reference.ContentType switch
        {
            null => new ApiRequest(reference.Operation.Method, target),
            "application/x-www-form-urlencoded" => new ApiRequest(reference.Operation.Method, target, reference.ContentType, Encoded(Given("form"))),
            "multipart/form-data" => new ApiRequest(reference.Operation.Method, target, $"multipart/form-data; boundary={Boundary}", Multipart()),
            _ => new ApiRequest(reference.Operation.Method, target, reference.ContentType, Body),
        };
    }

    private static string Encoded(IEnumerable<(ReferenceParameter Parameter, string Value)> values) =>
        string.Join('&', values.Select(v => $"{Uri.EscapeDataString(v.Parameter.Name)}={Uri.EscapeDataString(v.Value)}"));

    private IEnumerable<(ReferenceParameter Parameter, string Value)> Given(string place) =>
        reference.Parameters.Where(p => p.Place == place && this[p].Length > 0).Select(p => (p, this[p]));

    private string Multipart()
    {
        var text = new StringBuilder();
        foreach (var (parameter, value) in Given("form"))
        {
            text.Append("--").Append(Boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(parameter.Name).Append('"');
            if (parameter.Type == "file") text.Append("; filename=\"file.csv\"\r\nContent-Type: text/csv");
            text.Append("\r\n\r\n").Append(value.Replace(Boundary, "", StringComparison.Ordinal)).Append("\r\n");
        }
        return text.Append("--").Append(Boundary).Append("--\r\n").ToString();
    }
}
