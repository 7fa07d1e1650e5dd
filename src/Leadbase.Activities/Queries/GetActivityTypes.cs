using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Activities.Queries;

/// <summary>Get Activity Types: every standard and approved custom type with its attributes.</summary>
public static class GetActivityTypes
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        var types = await ActivityTypes.OfAsync(call.Instance, call.Cancel);
        var json = call.Result;
        foreach (var type in types.All)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, type.Id);
            if (type.ApiName is { } apiName) json.WriteString("apiName"u8, apiName);
            json.WriteString("name"u8, type.Name);
            if (type.Description is { } description) json.WriteString("description"u8, description);
            if (type.PrimaryAttribute is { } primary)
            {
                json.WritePropertyName("primaryAttribute"u8);
                Write(json, primary);
            }
            json.WriteStartArray("attributes"u8);
            foreach (var attribute in type.Attributes) Write(json, attribute);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Answer.Success;
    }

    private static void Write(Utf8JsonWriter json, ActivityAttribute attribute)
    {
        json.WriteStartObject();
        if (attribute.ApiName is { } apiName) json.WriteString("apiName"u8, apiName);
        json.WriteString("name"u8, attribute.Name);
        json.WriteString("dataType"u8, attribute.DataType);
        json.WriteEndObject();
    }
}
