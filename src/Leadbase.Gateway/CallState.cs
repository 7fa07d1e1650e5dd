using Leadbase.Accounts;

namespace Leadbase.Gateway;

/// <summary>What the gateway must give back or report when a call ends.</summary>
internal sealed class CallState
{
    private Usage? _usage;
    private Principal? _principal;
    private Admission? _charged;
    private Admission? _entered;
    private long _stamp;
    private string _day = "";

    public string Code { get; set; } = "0";

    public long BytesOut { get; set; }

    public void Charged(Usage usage, Principal principal, string day, Admission admission, long stamp) =>
        (_usage, _principal, _day, _charged, _stamp) = (usage, principal, day, admission, stamp);

    public bool TryEnter(Admission admission)
    {
        if (!admission.TryEnter()) return false;
        _entered = admission;
        return true;
    }

    /// <summary>604 and 611 are charged neither to the quota nor to the rate.</summary>
    public void Refund()
    {
        if (_charged is null) return;
        _usage!.Refund(_principal!, _day);
        _charged.Forget(_stamp);
        _charged = null;
    }

    public void Leave()
    {
        _entered?.Leave();
        _entered = null;
    }
}
