namespace Leadbase.Server;

/// <summary>
/// Every option of the server, bound from <c>appsettings.json</c>, <c>Leadbase__…</c> variables and the command line, in
/// ascending order of precedence. Section <c>Leadbase</c>.
/// </summary>
public sealed class ServerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Leadbase";

    /// <summary>Where to listen; several are separated by semicolons. By default port 5040 of loopback, or 8443 with <see cref="Https"/>.</summary>
    public string? Urls { get; set; }

    /// <summary>The addresses that are listened on.</summary>
    public IReadOnlyList<string> Addresses => (Urls ?? (Https ? "https://127.0.0.1:8443" : "http://127.0.0.1:5040"))
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Folder of the SQLite files, the sandbox's key and the certificates.</summary>
    public string Data { get; set; } = "leadbase-data";

    /// <summary>A PostgreSQL connection string in Npgsql's keywords; SQLite is used without one.</summary>
    public string? Postgres { get; set; }

    /// <summary>The PostgreSQL schema of the catalogue, and the prefix of the instances' schemas.</summary>
    public string PostgresSchema { get; set; } = "leadbase";

    /// <summary>Sandbox mode: a ready instance with well-known credentials, on loopback only.</summary>
    public bool Sandbox { get; set; } = true;

    /// <summary>Whether a new sandbox is given the demo data.</summary>
    public bool DemoData { get; set; } = true;

    /// <summary>Lets a sandbox listen beyond loopback, with a random secret.</summary>
    public bool AllowRemote { get; set; }

    /// <summary><c>documented</c> or <c>off</c>: whether quota, rate and concurrency are enforced (607, 606, 615).</summary>
    public string Limits { get; set; } = "documented";

    /// <summary>Listen with the development certificate that <c>certificate create</c> made.</summary>
    public bool Https { get; set; }

    /// <summary>The key that encrypts secrets and tokens: 32 bytes in base 64. A sandbox makes its own, in the data folder.</summary>
    public string? Key { get; set; }

    /// <summary><c>full</c>: an acknowledged write survives a power cut. <c>fast</c>: it survives a crash of the server only.</summary>
    public string Durability { get; set; } = "full";

    /// <summary>One line per call: <c>text</c>, <c>json</c> or <c>off</c>; text in a sandbox and JSON otherwise when not set.</summary>
    public string? CallLog { get; set; }

    /// <summary>The mail server, for example smtp://user:password@mail.example.com:587; without one, emails stay in the outbox.</summary>
    public string? Smtp { get; set; }

    /// <summary>An OTLP endpoint for metrics and traces, for example http://127.0.0.1:4317; none is used without one.</summary>
    public string? OtlpEndpoint { get; set; }
}
