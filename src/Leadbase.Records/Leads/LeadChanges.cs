using System.Globalization;
using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;

namespace Leadbase.Records.Leads;

/// <summary>Why leads change, as their activities say it.</summary>
/// <param name="Source">For example <c>Web service API</c>.</param>
/// <param name="Method">The API method, for example <c>syncLead</c>.</param>
/// <param name="User">The API-only user.</param>
/// <param name="Now">When, in seconds since 1970.</param>
/// <param name="FormName">The form that was filled out, or null.</param>
public sealed record ChangeCause(string Source, string Method, string? User, long Now, string? FormName = null);

/// <summary>Collects the activities of a batch: one New Lead per lead created, one Change Data Value per value changed, one Delete Lead.</summary>
public sealed class LeadChanges(ChangeCause cause)
{
    // Leads that a batch creates have no id yet when the batch names them again.
    private readonly List<(RecordRow Row, Activity Activity)> _activities = [];

    private (string? LeadSource, string? Attributes)? _created;

    /// <summary>The cause.</summary>
    public ChangeCause Cause { get; } = cause;

    /// <summary>A lead is created. The values are in the order of the type's attributes in <c>activity-types.json</c>.</summary>
    public void Created(RecordRow row, string? leadSource)
    {
        // A file of people has few sources, and usually the same one many times in a row.
        if (_created is not { } last || last.LeadSource != leadSource)
        {
            _created = last = (leadSource, Activity.Pack(IsoTime.Format(Cause.Now)[..10], Cause.FormName, leadSource, null, null, Cause.Source, Cause.Method, Cause.User));
        }
        Add(row, ActivityType.NewLead, null, null, last.Attributes);
    }

    /// <summary>A value of an existing lead changes.</summary>
    public void Changed(RecordRow row, Field field, object? from, object? to) =>
        Add(row, ActivityType.ChangeDataValue, field.Id, field.DisplayName, Activity.Pack(
            Text(field, to) ?? "", Text(field, from) ?? "", Cause.Source, Cause.Source, Cause.Method, Cause.User));

    /// <summary>A lead is deleted; the activity keeps its name.</summary>
    public void Deleted(RecordRow row, string? name) => Add(row, ActivityType.DeleteLead, row.Id, name ?? row.Id.ToString(CultureInfo.InvariantCulture), null);

    /// <summary>The activities, once every lead has its id.</summary>
    public IReadOnlyList<Activity> ToList() => [.. _activities.Select(a => a.Activity with { Lead = a.Row.Id })];

    private static string? Text(Field field, object? value) => value is null ? null : field.Type.ToText(value);

    private void Add(RecordRow row, long type, long? primaryId, string? primaryValue, string? attributes) =>
        _activities.Add((row, new Activity(type, 0, Cause.Now, primaryId, primaryValue, attributes)));
}
