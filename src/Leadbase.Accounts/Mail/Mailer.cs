using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Leadbase.Accounts.Mail;

/// <summary>Hands mails over to an SMTP server.</summary>
public sealed class Mailer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Uri _server;

    private Mailer(Uri server) => _server = server;

    /// <summary>
    /// The mailer of an address such as <c>smtp://user:password@mail.example.com:587</c>, or <c>smtps://…</c> where the connection is
    /// encrypted from its beginning; null without one.
    /// </summary>
    /// <exception cref="AdministrationException">It is no such address. The message does not repeat it: it may have a password.</exception>
    public static Mailer? Of(string? address)
    {
        if (string.IsNullOrEmpty(address)) return null;
        var isServer = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "smtp" or "smtps" && uri.Host.Length > 0;
        return isServer ? new Mailer(uri!) : throw new AdministrationException("The address of the mail server cannot be read; one looks like smtp://user:password@mail.example.com:587.");
    }

    /// <summary>Sends a mail; returns why it cannot be sent at all, or null when the server has taken it.</summary>
    /// <exception cref="Exception">The server is out of reach, or has not taken it; trying again may help.</exception>
    public async Task<string?> SendAsync(MailMessage message, CancellationToken cancel)
    {
        if (!MailboxAddress.TryParse(message.FromEmail, out var from)) return $"'{message.FromEmail}' is no address to send from";
        if (!MailboxAddress.TryParse(message.Recipient, out var to)) return $"'{message.Recipient}' is no address to send to";
        using var mime = new MimeMessage { Subject = message.Subject.ReplaceLineEndings("\n").Split('\n')[0] };
        mime.From.Add(new MailboxAddress(message.FromName, from.Address));
        mime.To.Add(to);
        if (MailboxAddress.TryParse(message.ReplyEmail, out var reply)) mime.ReplyTo.Add(reply);
        mime.Body = new BodyBuilder { TextBody = message.Text, HtmlBody = message.Html }.ToMessageBody();
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await client.ConnectAsync(_server.Host, PortOf(_server), SecurityOf(_server), cancel);
        if (_server.UserInfo.Length > 0)
        {
            var parts = _server.UserInfo.Split(':', 2);
            await client.AuthenticateAsync(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""), cancel);
        }
        await client.SendAsync(mime, cancel);
        await client.DisconnectAsync(quit: true, cancel);
        return null;
    }

    private static int PortOf(Uri server) => server.Port > 0 ? server.Port : server.Scheme == "smtps" ? 465 : 587;

    // A password never travels in clear, except on the machine itself.
    private static SecureSocketOptions SecurityOf(Uri server) =>
        server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect
        : server.UserInfo.Length > 0 && !server.IsLoopback ? SecureSocketOptions.StartTls
        : server.IsLoopback ? SecureSocketOptions.None
        : SecureSocketOptions.StartTlsWhenAvailable;
}
