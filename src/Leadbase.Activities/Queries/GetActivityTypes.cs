using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Activities.Queries;

/// <summary>Get Activity Types: every type with its attributes.</summary>
public static class GetActivityTypes
{
    /// <summary>Handles the operation.</summary>
    public static ValueTask<Answer> Handle(Call call)
    {
        var json = call.Result;
        foreach (var type in ActivityTypes.Standard)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, type.Id);
            json.WriteString("name"u8, type.Name);
            json.WriteString("description"u8, type.Description);
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
        return new(Answer.Success);
    }

    private static void Write(Utf8JsonWriter json, ActivityAttribute attribute)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, attribute.Name);
        json.WriteString("dataType"u8, attribute.DataType);
        json.WriteEndObject();
    }
}
