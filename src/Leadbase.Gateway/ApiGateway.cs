using System.Diagnostics;
using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Gateway.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Leadbase.Gateway;

/// <summary>How a server treats every call.</summary>
/// <param name="EnforceLimits">False with <c>--limits off</c>: no 606, 607 and 615.</param>
/// <param name="AnyHost">Whether names other than loopback ones and the instances' own are answered; false in a sandbox.</param>
public sealed record GatewayOptions(bool EnforceLimits = true, bool AnyHost = false);

/// <summary>
/// The one pipeline in front of every operation: request id, size, host, token, permission, quota, rate, concurrency,
/// body, time-out, envelope, compression, counting and the log line. No handler knows of any of them.
/// </summary>
public sealed partial class ApiGateway(
    InstanceCatalogue catalogue, Router router, CallLog callLog, GatewayOptions options, TimeProvider clock, ILogger<ApiGateway> logger)
{
    /// <summary>The longest URI, in characters of its path and query (414).</summary>
    public const int MaxUri = 8 * 1024;

    private static readonly ActivitySource Traces = new("Leadbase");
    private readonly HostResolver _hosts = new(catalogue, options.AnyHost);

    /// <summary>Serves one request from its first byte to its log line.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var started = clock.GetTimestamp();
        var requestId = NewRequestId();
        var output = JsonOutput.Rent();
        var call = new Call(http, requestId, output);
        using var body = new RequestBody();
        using var trace = Traces.StartActivity("call", ActivityKind.Server);
        var state = new CallState();
        try
        {
            if (IsTooLong(http))
            {
                http.Response.StatusCode = StatusCodes.Status414UriTooLong;
                state.Code = "414";
            }
            else
            {
                var answer = await AnswerAsync(call, body, state);
                if (http.Response.StatusCode != StatusCodes.Status413PayloadTooLarge) await SendAsync(call, answer, state);
            }
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            state.Code = "aborted";
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            // As Kestrel answers a head that is no HTTP, and as little of a bug.
            http.Response.StatusCode = e.StatusCode;
            state.Code = e.StatusCode.ToString(CultureInfo.InvariantCulture);
        }
        finally
        {
            state.Leave();
            var record = new CallRecord(
                requestId, call.Instance?.MunchkinId ?? "-", call.Principal?.UserEmail ?? "-", call.Operation?.Id ?? "-",
                http.Response.StatusCode, state.Code, clock.GetElapsedTime(started), body.Length, state.BytesOut);
            callLog.Write(record);
            if (call.Instance is { Settings.Recording: not CallRecording.Off and var recording } instance)
            {
                CallRecorder.Of(instance).Record(call, body, record, recording);
            }
            trace?.SetTag("leadbase.operation", call.Operation?.Id).SetTag("leadbase.code", state.Code).SetTag("leadbase.request_id", requestId);
            JsonOutput.Return(output);
        }
    }

    // As it was sent: an escape in the path counts with all its characters.
    private static bool IsTooLong(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > MaxUri;

    private string NewRequestId()
    {
        Span<char> text = stackalloc char[32];
        text.TryWrite(CultureInfo.InvariantCulture, $"{Random.Shared.Next(0x1000, 0x100000):x}#{clock.GetUtcNow().ToUnixTimeMilliseconds():x}", out var length);
        return new string(text[..length]);
    }

    /// <summary>
    /// An exception is a bug (611), wherever it came from, unless the database could not be had (713). A body that breaks
    /// the rules of HTTP is an error of the client's, and the end of a client that has gone is nobody's.
    /// </summary>
    private async ValueTask<Answer> AnswerAsync(Call call, RequestBody body, CallState state)
    {
        try
        {
            return await AdmitAsync(call, body, state);
        }
        catch (Exception e) when (call.Instance is { Database.Dialect: var dialect } && (dialect.IsTransient(e) || dialect.IsDiskFull(e)))
        {
            LogUnavailable(call.RequestId, e.Message);
            return Errors.Transient;
        }
        catch (Exception e) when (e is not BadHttpRequestException && !call.Http.RequestAborted.IsCancellationRequested)
        {
            LogBug(call.RequestId, call.Operation?.Id ?? NoOperation.Id, e);
            state.Refund();
            return Errors.System;
        }
    }

    /// <summary>Finds instance, operation and caller, charges the call, and runs it if every rule admits it.</summary>
    private async ValueTask<Answer> AdmitAsync(Call call, RequestBody body, CallState state)
    {
        var request = call.Http.Request;
        var match = router.Find(request.Path.Value!);
        var likely = (match.Post ?? match.Get ?? match.Delete)?.Operation;
        call.Form = likely?.Form ?? ApiForm.OfPath(request.Path.Value!);
        switch (_hosts.Resolve(request.Host, out var instance))
        {
            case HostState.NoInstance: return Errors.InvalidSubscription;
            case HostState.Refused:
                call.Http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
                return Errors.InvalidSubscription;
            default: call.Instance = instance!; break;
        }

        call.Route = match.Values;
        if (request.QueryString.HasValue) call.Parameters.AddEncoded(request.QueryString.Value.AsMemory());
        if (!await body.TryReadAsync(request, (likely ?? NoOperation).MaxBody))
        {
            call.Http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            state.Code = "413";
            return default;
        }
        // The token and _method may be fields of the form, so it is read before both are judged.
        var malformed = await body.AddFieldsAsync(request, call);
        var route = RouteOf(match, request, call.Parameters);
        if (route is { Operation: { NeedsToken: false } operation, Handler: { } identity })
        {
            call.Operation = operation;
            return await RunAsync(call, identity, state);
        }
        if (instance!.Settings.Maintenance) return Errors.Unavailable;
        if (await AuthenticateAsync(call) is { } refusal) return refusal;
        if (match.Found && route is null) return Errors.MethodNotSupported;
        call.Operation = route?.Operation ?? NoOperation;
        if (await ChargeAsync(call, route, state) is { } denied) return denied;
        if (malformed is { } error) return error;
        if (call.Operation.Body == BodyKind.Json && body.Form is BodyForm.Form && IsOverridden(request, call.Parameters)) return await RunAsync(call, route!.Handler!, state);
        if (call.Operation.Body == BodyKind.Json || body.Form == BodyForm.Json)
        {
            if (!body.TryParseJson(out var json, out error)) return error;
            call.Body = json;
        }
        return await RunAsync(call, route!.Handler!, state);
    }

    private static readonly Operation NoOperation =
        new() { Id = "-", Api = "mapi", Name = "-", Method = "-", Path = "-", Status = "planned" };

    private static bool IsOverridden(HttpRequest request, CallParameters parameters) =>
        HttpMethods.IsPost(request.Method) && string.Equals(parameters["_method"], "GET", StringComparison.OrdinalIgnoreCase);

    private static RouteEntry? RouteOf(Match match, HttpRequest request, CallParameters parameters) =>
        match.For(IsOverridden(request, parameters) ? HttpMethods.Get : request.Method);

    private static async ValueTask<ApiError?> AuthenticateAsync(Call call)
    {
        var tokens = Tokens.Of(call.Instance);
        var token = TokenOf(call);
        if (token.Length is 0 or > 128) return Errors.TokenInvalid;
        if (tokens.TryCheck(token.Span, out var known))
        {
            call.Principal = known;
            return null;
        }
        var (state, principal) = await tokens.CheckAsync(token.ToString(), call.Http.RequestAborted);
        if (state == TokenState.Valid) call.Principal = principal!;
        return state switch
        {
            TokenState.Valid => null,
            TokenState.Expired => Errors.TokenExpired,
            _ => Errors.TokenInvalid,
        };
    }

    private static ReadOnlyMemory<char> TokenOf(Call call)
    {
        const string Scheme = "Bearer ";
        foreach (var header in call.Http.Request.Headers.Authorization)
        {
            if (header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return header.AsMemory(Scheme.Length).Trim();
        }
        return call.Form.TakesTokenParameter && call.Instance.Settings.Features.AccessTokenParameter ? call.Parameters["access_token"].AsMemory() : default;
    }

    /// <summary>Charges the call and judges everything that is charged when it is refused: 603, 610, 607, 606, 615.</summary>
    private async ValueTask<ApiError?> ChargeAsync(Call call, RouteEntry? route, CallState state)
    {
        var (instance, principal) = (call.Instance, call.Principal);
        var usage = Usage.Of(instance);
        if (!usage.Loaded) await usage.FlushAsync(call.Http.RequestAborted);
        var admission = Admission.Of(instance);
        var today = usage.Charge(principal, out var day);
        var withinRate = admission.Record(out var stamp);
        state.Charged(usage, principal, day, admission, stamp);

        var settings = instance.Settings;
        if (settings.IpAllowlist.Count > 0 && !AddressList.Contains(settings.IpAllowlist, call.Http.Connection.RemoteIpAddress)) return Errors.AccessDenied;
        if (route?.Handler is null) return Errors.NotFound;
        if (!route.Operation.Admits(principal.Permissions)) return Errors.AccessDenied;
        if (!options.EnforceLimits) return null;
        if (today > settings.Limits.DailyQuota) return Errors.QuotaReached;
        if (!withinRate) return Errors.RateExceeded(settings.Limits.RateLimit, settings.Limits.RateWindowSeconds);
        return state.TryEnter(admission) ? null : Errors.TooManyConcurrent;
    }

    /// <summary>Runs the handler within its time; whatever it throws when that is over is the time-out (604).</summary>
    private async ValueTask<Answer> RunAsync(Call call, Handler handler, CallState state)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(call.Operation.TimeoutSeconds), clock);
        call.Cancel = timeout.Token;
        if (call.Form.HasEnvelope) Envelope.Begin(call);
        try
        {
            return await handler(call);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            state.Refund();
            return Errors.TimedOut;
        }
    }

    private static async Task SendAsync(Call call, Answer answer, CallState state)
    {
        if (answer.Body is { } body)
        {
            state.BytesOut = await body(call.Http.Response.BodyWriter, call.Http.RequestAborted);
            return;
        }
        if (!answer.IsRaw) Envelope.End(call, answer);
        await call.Json.FlushAsync();
        if (answer.Errors is { } errors)
        {
            state.Code = errors[0].Code;
            if (call.Http.Response.StatusCode == StatusCodes.Status200OK) call.Http.Response.StatusCode = call.Form.StatusOf(state.Code);
            if (call.Instance is { } instance && call.Principal is not null)
            {
                var usage = Usage.Of(instance);
                foreach (var error in errors) usage.Error(error.Code);
            }
        }
        state.BytesOut = call.Output.Written.Length;
        await Transmission.SendAsync(call.Http, call.Output.Written, compressible: call.Operation?.IsBulk != true);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Call {RequestId} of {Operation} met a bug and was answered 611")]
    private partial void LogBug(string requestId, string operation, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Call {RequestId} was answered 713: {Reason}")]
    private partial void LogUnavailable(string requestId, string reason);
}
