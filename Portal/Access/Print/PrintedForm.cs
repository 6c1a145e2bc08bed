namespace Portal.Access.Print;

/// <summary>The forms of S2 annex 1 that a case fills in, by their number there. (1-2 is the operator's list of parameters, no form.)</summary>
public static class PrintedForm
{
    /// <summary>工地设备接入申请单.</summary>
    public const string Application = "1-1";

    /// <summary>监管平台接入审核意见书.</summary>
    public const string Opinions = "1-3";

    /// <summary>平台接入承诺书.</summary>
    public const string Commitment = "1-4";

    /// <summary>设备调试申请表.</summary>
    public const string Debugging = "1-5";

    /// <summary>设备调试签领表.</summary>
    public const string Receipt = "1-6";

    /// <summary>In the order of the annex.</summary>
    public static readonly IReadOnlyList<string> All = [Application, Opinions, Commitment, Debugging, Receipt];

    /// <summary>Address of a form of a case, for links.</summary>
    public static string Address(long applicationId, string form) => FormattableString.Invariant($"/access/{applicationId}/print/{form}");
}
