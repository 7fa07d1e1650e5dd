namespace Leadbase.Tests.Http.Assets.Forms;

/// <summary>Forms as tests make and see them.</summary>
internal static class FormSteps
{
    public const string Item = "/rest/asset/v1/form";

    /// <summary>A new form with its three fields.</summary>
    public static Task<long> FormAsync(this ApiClient api, string name = "Contact") => LifecycleSample.Of("form").NewAsync(api, name);

    /// <summary>Changes a form, which must succeed.</summary>
    public static async Task<Reply> ChangeFormAsync(this ApiClient api, long id, string step, params (string, string)[] fields)
    {
        var reply = await api.PostFormAsync($"{Item}/{id}/{step}.json", fields);
        Assert.True(reply.Success, reply.Body);
        return reply;
    }

    /// <summary>The form's parts, each with its place: <c>FirstName 0:0</c>.</summary>
    public static async Task<string[]> PlacesAsync(this ApiClient api, long id) =>
        [.. (await api.GetAsync($"{Item}/{id}/fields.json")).Result.Select(f => $"{f.Text("id")} {f.GetProperty("rowNumber")}:{f.GetProperty("columnNumber")}")];
}
