using Leadbase.Accounts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Leadbase.Console.Parts;

/// <summary>Opens dialogs.</summary>
internal static class Dialogs
{
    /// <summary>Opens a dialog of an instance; whether it ended with a change.</summary>
    public static async Task<bool> ChangeAsync<T>(this IDialogService dialogs, string title, Instance instance, params IEnumerable<(string Name, object? Value)> parameters)
        where T : ComponentBase
    {
        var given = new DialogParameters { ["Instance"] = instance };
        foreach (var (name, value) in parameters) given.Add(name, value);
        var dialog = await dialogs.ShowAsync<T>(title, given);
        return await dialog.Result is { Canceled: false };
    }

    /// <summary>Asks before a change; whether it was made.</summary>
    public static Task<bool> ConfirmAsync(
        this IDialogService dialogs, string title, Instance instance, string question, string verb, Func<Administrator, string, Task> change, string? reasonLabel = null) =>
        dialogs.ChangeAsync<ConfirmDialog>(
            title, instance,
            (nameof(ConfirmDialog.Question), question), (nameof(ConfirmDialog.Verb), verb), (nameof(ConfirmDialog.Change), change), (nameof(ConfirmDialog.ReasonLabel), reasonLabel));
}
