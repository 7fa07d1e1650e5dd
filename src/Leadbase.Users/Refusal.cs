using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>What an administrator is refused, as errors of the API.</summary>
internal static class Refusal
{
    /// <summary>Runs a change; a refusal becomes its documented code.</summary>
    public static async ValueTask<Answer> TryAsync(Func<Task<Answer>> change)
    {
        try
        {
            return await change();
        }
        catch (AdministrationException e)
        {
            return e.Failure switch
            {
                AdministrationFailure.NotFound => Errors.ObjectNotFound,
                AdministrationFailure.Exists => Errors.ObjectExists,
                AdministrationFailure.InUse => Errors.ObjectInUse,
                _ => Errors.InvalidData(e.Message),
            };
        }
    }
}
