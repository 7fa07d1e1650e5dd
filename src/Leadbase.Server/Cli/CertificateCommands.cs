using System.CommandLine;
using Leadbase.Server.Certificates;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase certificate</c>.</summary>
internal static class CertificateCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.Noun(
        "certificate", "The development certificate that 'serve --https' listens with.",
        cli.Verb(
            "create",
            "Create a certificate for every instance, or renew it. Its authority is made once, valid for mktorest.com and this machine only, and kept.",
            call =>
            {
                string[] ids = [.. IdsOf(call).Select(id => id.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];
                var files = DevelopmentCertificates.Create(call.Options.Data, ids, TimeProvider.System.GetUtcNow());
                call.Output.Advise(NextSteps(files, ids));
                return Task.FromResult(files);
            }));

    /// <summary>A sandbox has its instance from its first start, which may be still to come.</summary>
    private static IEnumerable<string> IdsOf(CliCall call)
    {
        var ids = call.Catalogue.Instances.Select(i => i.MunchkinId);
        return call.Options.Sandbox ? ids.Append(Sandbox.MunchkinId) : ids;
    }

    private static IEnumerable<string> NextSteps(CertificateFiles files, string[] ids)
    {
        yield return "";
        yield return "1. Serve with it:          leadbase serve --https";
        yield return "2. Point the names here:   add to /etc/hosts";
        foreach (var id in ids) yield return $"     127.0.0.1 {id}.mktorest.com";
        yield return "3. Trust the authority, one of:";
        yield return $"     Node.js                 NODE_EXTRA_CA_CERTS={files.Authority}";
        yield return $"     OpenSSL, .NET on Linux  SSL_CERT_FILE={files.Authority}  (in place of the usual bundle)";
        yield return $"     curl                    curl --cacert {files.Authority} …";
        yield return "     everything              add it to the system's store; docs/https.md says how";
    }
}
