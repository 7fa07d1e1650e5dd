using Leadbase.Gateway;

namespace Leadbase.Activities.Queries;

/// <summary>Get Paging Token: where the activities since a moment begin ("Paging Tokens", Date-Based).</summary>
public static class GetPagingToken
{
    /// <summary>Handles the operation.</summary>
    public static ValueTask<Answer> Handle(Call call)
    {
        if (call.Parameters["sinceDatetime"] is not { Length: > 0 } text) return new(Errors.Missing("sinceDatetime"));
        // A plus sign that a client forgot to encode arrives as a space.
        if (!IsoTime.TryParse(text.Replace(' ', '+'), call.Instance.TimeZone, out var since)) return new(Errors.InvalidValue(text, "Datetime"));
        return new(Answer.Next(ActivityQuery.TokenOf(call.Instance, since)));
    }
}
