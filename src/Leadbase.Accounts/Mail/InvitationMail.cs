namespace Leadbase.Accounts.Mail;

/// <summary>The mail of an invitation, where a mail server is configured.</summary>
public static class InvitationMail
{
    /// <summary>What is said to an invited person unless whoever invites says something else.</summary>
    public const string Message = "You are invited to Leadbase.";

    /// <summary>The path of the console's page on which an invitation is accepted.</summary>
    public static string PathOf(string token) => "/console/invitation/" + token;

    /// <summary>Sends a link; whether the mail server has taken it.</summary>
    /// <param name="by">Who invites, and whom answers go to.</param>
    /// <param name="recipient">The address of the invited person.</param>
    /// <param name="message">What is said with the link.</param>
    /// <param name="link">The link.</param>
    public static async Task<bool> TrySendAsync(Administrator by, string recipient, string message, string link)
    {
        if (by.Instance.Mailer is not { } mailer) return false;
        var text = $"{message.Trim()}\n\n{link}\n\nThe link works once, for seven days.\n";
        try
        {
            return await mailer.SendAsync(new MailMessage("Leadbase", by.Name, by.Name, recipient, $"Invitation to {by.Instance.MunchkinId}", text, null), CancellationToken.None) is null;
        }
#pragma warning disable CA1031 // Whatever keeps a mail from going out, there is still the link to pass on.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
