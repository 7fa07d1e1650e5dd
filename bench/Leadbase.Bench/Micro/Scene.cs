using System.Globalization;
using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Bench.Load;
using Leadbase.Gateway;
using Leadbase.Gateway.Calls;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leadbase.Bench.Micro;

/// <summary>
/// A sandbox over SQLite without Kestrel and sockets: requests are contexts that are used again and again. Every rule is on,
/// with limits that are never reached.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    private const int Leads = 10_000;
    private readonly string _folder;
    private readonly LeadbaseStore _store;
    private readonly CallLog _log = new(TimeProvider.System, Stream.Null, json: false);
    private readonly Instance _instance;
    private readonly string _token;
    private readonly RecordSchema _schema;
    private readonly Router _router;
    private readonly ApiGateway _gateway;
    private readonly ApiGateway _fixed;
    private readonly Random _random = new(42);
    private readonly JsonDocument _batch;
    private readonly Call _call;
    private readonly HttpContext _bare;
    private readonly HttpContext _ruled;
    private readonly JsonOutput _scratch = JsonOutput.Rent();

    private Scene(string folder, LeadbaseStore store, string token, RecordSchema schema)
    {
        (_folder, _store, _token, _schema) = (folder, store, token, schema);
        _instance = store.Catalogue.Default!;
        _router = Modules.Map().Build();
        _gateway = Gateway(_router);
        _fixed = Gateway(new Routes().MapGateway().Map("getLeadByIdUsingGET", Fixed).Build());
        _batch = JsonDocument.Parse(SyncBatch.Create(_random, Leads).ToJson().ToArray());
        (_bare, _ruled) = (Context("GET", "/rest/v1/lead/1.json"), Context("GET", "/rest/v1/lead/1.json"));
        _call = new Call(_bare, "12345#1992b9d2f00", JsonOutput.Rent()) { Instance = _instance };
    }

    public static async Task<Scene> CreateAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "leadbase-bench-" + Guid.NewGuid().ToString("N")[..8]);
        // Syncing to the disk is no work of the processor's.
        var options = new ServerOptions { Data = folder, Durability = "fast", DemoData = false };
        var store = await LeadbaseStore.OpenAsync(options, TimeProvider.System, CancellationToken.None);
        await Sandbox.EnsureAsync(store.Catalogue, options, CancellationToken.None);
        new LeadStore.Sqlite(folder).Fill(Leads);
        var instance = store.Catalogue.Default!;
        await store.Catalogue.SetAsync(instance, instance.Settings with
        {
            Recording = CallRecording.Off,
            Limits = new InstanceLimits { DailyQuota = int.MaxValue, RateLimit = 1_000_000, RateWindowSeconds = 1, Concurrency = 1_000 },
        });
        var directory = await AccountDirectory.OfAsync(instance);
        var (token, _) = await Tokens.Of(instance).IssueAsync(directory.Services[0], CancellationToken.None);
        var scene = new Scene(folder, store, token, await RecordSchema.OfAsync(instance));
        return scene.IsSound() ? scene : throw new InvalidOperationException("The gateway does not answer as the handler does.");
    }

    public async ValueTask DisposeAsync()
    {
        _batch.Dispose();
        await _store.DisposeAsync();
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The handler, the envelope and the writing of the answer, without any rule.</summary>
    public void HandlerAlone()
    {
        Clear(_bare);
        _call.DiscardResult();
        Envelope.Begin(_call);
        var answer = Fixed(_call);
        Envelope.End(_call, answer.IsCompletedSuccessfully ? answer.Result : throw new InvalidOperationException());
        _call.Json.Flush();
        _bare.Response.ContentType = "application/json;charset=UTF-8";
        _bare.Response.ContentLength = _call.Output.Written.Length;
        var written = _bare.Response.BodyWriter.WriteAsync(_call.Output.Written);
        if (!written.IsCompletedSuccessfully) throw new InvalidOperationException();
    }

    /// <summary>The same handler behind the gateway.</summary>
    public void ThroughGateway()
    {
        Clear(_ruled);
        Wait(_fixed.HandleAsync(_ruled));
    }

    /// <summary>Changes what is kept of calls.</summary>
    public Task RecordAsync(CallRecording recording) => _store.Catalogue.SetAsync(_instance, _instance.Settings with { Recording = recording });

    /// <summary>Writes the calls that wait to be written.</summary>
    public void WriteCalls() => CallRecorder.Of(_instance).FlushAsync().GetAwaiter().GetResult();

    /// <summary>Whether both ways give the same answer, and not one of them an error.</summary>
    public bool IsSound()
    {
        HandlerAlone();
        ThroughGateway();
        return Math.Abs(_bare.Response.ContentLength!.Value - _ruled.Response.ContentLength!.Value) <= 1;
    }

    public void LeadById()
    {
        Clear(_ruled);
        _ruled.Request.Path = $"/rest/v1/lead/{_random.Next(1, Leads + 1).ToString(CultureInfo.InvariantCulture)}.json";
        Wait(_gateway.HandleAsync(_ruled));
    }

    public Action FilterByEmail()
    {
        var context = Context("GET", "/rest/v1/leads.json");
        context.Request.QueryString = new QueryString("?filterType=email&filterValues=" + Uri.EscapeDataString(LeadData.Email(77)));
        return Repeat(context, null);
    }

    public Action FilterByEmails()
    {
        var emails = string.Join(',', Enumerable.Range(0, 300).Select(_ => LeadData.Email(_random.Next(1, Leads + 1))).Distinct());
        var context = Context("POST", "/rest/v1/leads.json");
        context.Request.ContentType = "application/x-www-form-urlencoded";
        return Repeat(context, () => System.Text.Encoding.ASCII.GetBytes("_method=GET&filterType=email&filterValues=" + Uri.EscapeDataString(emails)));
    }

    public Action Sync()
    {
        var context = Context("POST", "/rest/v1/leads.json");
        context.Request.ContentType = "application/json";
        var bodies = new Queue<byte[]>(Enumerable.Range(0, 1_500).Select(_ => SyncBatch.Create(_random, Leads).ToJson().ToArray()));
        return Repeat(context, () => bodies.Dequeue());
    }

    public bool Route() => _router.Find("/rest/v1/lead/123456.json").Found;

    public bool CheckToken() => Tokens.Of(_instance).TryCheck(_token, out _);

    public int CoerceBatch()
    {
        var count = 0;
        foreach (var json in _batch.RootElement.GetProperty("input").EnumerateArray())
        {
            count += RecordInput.Bind(_schema.Lead, json, _instance.TimeZone, static _ => null).Values.Count;
        }
        return count;
    }

    /// <summary>The writing of one row with the default fields, as often as it is called.</summary>
    public Action WriteRow()
    {
        var session = _instance.Database.ReadAsync().AsTask().GetAwaiter().GetResult();
        var reader = session.Sql(_schema.DefaultLead.ByIdSql).Bind(77).QueryAsync().AsTask().GetAwaiter().GetResult();
        reader.Read();
        return () =>
        {
            _scratch.Reset();
            _schema.DefaultLead.Write(_scratch.Writer, reader);
        };
    }

    public bool PageToken() => PagingToken.TryRead(_instance, "lead", PagingToken.Create(_instance, "lead", 123_456), out _);

    private static ValueTask<Answer> Fixed(Call call)
    {
        var json = call.Result;
        json.WriteStartObject();
        json.WriteNumber("id"u8, 1);
        json.WriteString("updatedAt"u8, "2015-08-24T20:17:23Z"u8);
        json.WriteString("lastName"u8, "Elkington"u8);
        json.WriteString("email"u8, "developerfeedback@marketo.com"u8);
        json.WriteString("createdAt"u8, "2013-02-19T23:17:04Z"u8);
        json.WriteString("firstName"u8, "Kenneth"u8);
        json.WriteEndObject();
        return new(Answer.Success);
    }

    private ApiGateway Gateway(Router router) => new(
        _store.Catalogue, router, _log, new GatewayOptions(), TimeProvider.System, NullLogger<ApiGateway>.Instance);

    private Action Repeat(HttpContext context, Func<byte[]>? body) => () =>
    {
        Clear(context);
        if (body?.Invoke() is { } bytes)
        {
            context.Request.Body = new MemoryStream(bytes);
            context.Request.ContentLength = bytes.Length;
        }
        Wait(_gateway.HandleAsync(context));
        if (context.Response.StatusCode != StatusCodes.Status200OK) throw new InvalidOperationException("The call failed.");
    };

    private DefaultHttpContext Context(string method, string path)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.Host = new HostString("123-abc-456.localhost");
        context.Request.Headers.Authorization = "Bearer " + _token;
        return context;
    }

    private static void Clear(HttpContext context)
    {
        context.Response.Headers.Clear();
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    // Nothing here waits for anything outside, so that all of the work is done on this thread, and is counted.
    private static void Wait(Task task)
    {
        if (!task.IsCompletedSuccessfully) task.GetAwaiter().GetResult();
    }
}
