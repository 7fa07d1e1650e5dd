using Leadbase.Accounts;

namespace Leadbase.Console.Hosting;

/// <summary>The way of every change that a page makes: only for an administrator of the instance, and with a reason when it is refused.</summary>
public sealed class Changes(Visitor visitor)
{
    /// <summary>Makes a change in the visitor's name.</summary>
    /// <param name="instance">The instance that is changed.</param>
    /// <param name="change">The change; it is given who makes it.</param>
    /// <returns>Why it was not made; null when it was.</returns>
    public async Task<string?> TryAsync(Instance instance, Func<Administrator, Task> change)
    {
        if (await visitor.InAsync(instance) is not { } member) return "Your session is over, or you do not belong to this instance any more.";
        if (!member.IsAdministrator) return "Only an administrator may change this.";
        try
        {
            await change(member.Administrator);
            return null;
        }
        catch (AdministrationException e)
        {
            return e.Message;
        }
    }
}
