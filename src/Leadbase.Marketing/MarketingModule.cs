using Leadbase.Gateway;
using Leadbase.Marketing.Forms;
using Leadbase.Marketing.Programs;

namespace Leadbase.Marketing;

/// <summary>The operations in which people meet assets: static lists, programs, campaigns, forms.</summary>
public static class MarketingModule
{
    /// <summary>Maps them.</summary>
    public static Routes MapMarketing(this Routes routes) => routes
        .Map("pushToMarketoUsingPOST", PushLead.Handle)
        .Map("SubmitFormUsingPOST", SubmitForm.Handle);
}
