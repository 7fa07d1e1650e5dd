using Leadbase.Accounts;
using Leadbase.Accounts.Mail;
using Leadbase.Jobs;
using Leadbase.Storage;

namespace Leadbase.Marketing.Outbox;

/// <summary>Which message is to be sent: the payload of a job.</summary>
/// <param name="Message">Its id in the outbox.</param>
internal sealed record DeliveryOrder(long Message);

/// <summary>
/// Sends messages of the outbox, where a mail server is configured: a job each, so that none is lost with a server. One that dies
/// between the mail server's answer and its own note sends a message twice.
/// </summary>
internal static class OutboxDelivery
{
    /// <summary>The kind of its jobs.</summary>
    public const string Kind = "mail";

    /// <summary>How it is done.</summary>
    public static readonly JobKind Job = new(Kind, 2, SendAsync, GiveUpAsync);

    /// <summary>Stores the job that sends a message, where there is a mail server; call <see cref="JobSignal.Set"/> once that is committed.</summary>
    public static async Task EnqueueAsync(Session session, Instance instance, long message)
    {
        if (instance.Mailer is not null) await JobStore.EnqueueAsync(session, Kind, new DeliveryOrder(message), instance.Now, instance.Now);
    }

    private static async Task<JobWork> SendAsync(Instance instance, Job job, JobRun run, CancellationToken cancel)
    {
        var id = job.Read<DeliveryOrder>().Message;
        OutboxMessage? message;
        await using (var session = await instance.Database.ReadAsync(cancel)) message = await OutboxStore.FindAsync(session, id);
        var mailer = instance.Mailer ?? throw new InvalidOperationException("This server has no mail server.");
        // Older ones go when new ones come, also unsent.
        var failure = message is null ? null : await mailer.SendAsync(MailOf(message), cancel);
        return async session =>
        {
            await OutboxStore.NoteAsync(session, id, failure is null ? instance.Now : null, failure);
            return new(null, Done: true);
        };
    }

    private static Task GiveUpAsync(Instance instance, Session session, Job job, string reason) =>
        OutboxStore.NoteAsync(session, job.Read<DeliveryOrder>().Message, null, "The mail server has not taken it");

    private static MailMessage MailOf(OutboxMessage m) => new(m.FromName, m.FromEmail, m.ReplyEmail, m.Recipient, m.Subject, m.Text, m.Html);
}
