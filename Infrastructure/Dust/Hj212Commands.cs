namespace Infrastructure.Dust;

/// <summary>Command numbers (CN) that a dust monitor sends or is sent.</summary>
public static class Hj212Commands
{
    /// <summary>The instrument notices that its clock is off.</summary>
    public const string ClockNotice = "1013";

    /// <summary>Measured now.</summary>
    public const string RealTime = "2011";

    public const string RunningState = "2021";

    /// <summary>Averages of a day.</summary>
    public const string Day = "2031";

    public const string DayOfOperation = "2041";

    /// <summary>Averages of some minutes.</summary>
    public const string Minutes = "2051";

    /// <summary>Averages of an hour.</summary>
    public const string Hour = "2061";

    /// <summary>When the instrument's logger was switched on.</summary>
    public const string StartTime = "2081";

    /// <summary>请求应答: whether a command will be carried out.</summary>
    public const string RequestReply = "9011";

    /// <summary>执行结果: what came of a command.</summary>
    public const string Result = "9012";

    /// <summary>通知应答.</summary>
    public const string NoticeReply = "9013";

    /// <summary>数据应答: the data have arrived.</summary>
    public const string DataReply = "9014";

    public const string Heartbeat = "9015";

    public const string SignIn = "9021";

    public const string SignInReply = "9022";
}
