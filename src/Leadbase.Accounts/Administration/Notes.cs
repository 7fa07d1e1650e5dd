namespace Leadbase.Accounts;

/// <content>Changes that other modules make, for example of fields and channels.</content>
public static partial class Administration
{
    /// <summary>Keeps in the audit log what an administrator has changed elsewhere, and tells everybody that the instance is another one now.</summary>
    /// <param name="by">Who did it.</param>
    /// <param name="action">What was done, for example <c>create</c>.</param>
    /// <param name="kind">To what kind of thing, for example <c>field</c>.</param>
    /// <param name="name">To which one.</param>
    /// <param name="before">The thing as it was; null when it is new.</param>
    /// <param name="after">The thing as it is now.</param>
    public static Task NoteAsync(Administrator by, string action, string kind, string name, object? before, object? after) =>
        Change.RunAsync(by, change => change.LogAsync(action, kind, name, before, after));
}
