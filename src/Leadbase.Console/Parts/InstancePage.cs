using Leadbase.Accounts;
using Leadbase.Accounts.SignIn;
using Microsoft.AspNetCore.Components;

namespace Leadbase.Console.Parts;

/// <summary>
/// A page of one instance: its address begins with <c>/{Munchkin}</c>. The layout shows it only to a visitor who belongs to
/// the instance, so that <see cref="Member"/> is there.
/// </summary>
public abstract class InstancePage : ComponentBase
{
    /// <summary>The Munchkin id of the address.</summary>
    [Parameter]
    public string Munchkin { get; set; } = "";

    /// <summary>What the visitor is in the instance.</summary>
    [CascadingParameter]
    public ConsoleMember Member { get; set; } = default!;

    /// <summary>The instance that the page is about.</summary>
    protected Instance Instance => Member.Instance;
}
