namespace Infrastructure.Dust;

/// <summary>What a platform answers an instrument, in the edition that the instrument speaks and with its variant of check value.</summary>
public static class Hj212Replies
{
    /// <summary>System of the exchange itself.</summary>
    private const string Exchange = "91";

    private const string ReturnCode = "QnRtn";

    /// <summary>In 2005, which knows no more than that.</summary>
    private const string Refused = "2";

    private const string UnknownCommand = "8";

    /// <summary>
    /// The answer to a frame that was dealt with; null where its Flag asks for none, or where it is an answer itself. Uploaded data get
    /// 9014, notices 9013, a sign-in of the first edition 9022, and what the portal does not serve a 9011 that says so.
    /// </summary>
    public static Hj212Message? To(Hj212Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!message.AsksForAnswer || Kind(message.Cn) is not { } kind) return null;
        return message.IsFirstEdition ? FirstEdition(message, kind) : LaterEdition(message, kind);
    }

    private static string? Kind(string? command) => command switch
    {
        Hj212Commands.RealTime or Hj212Commands.Minutes or Hj212Commands.Hour or Hj212Commands.Day => Hj212Commands.DataReply,
        Hj212Commands.RunningState or Hj212Commands.DayOfOperation or Hj212Commands.StartTime => Hj212Commands.DataReply,
        Hj212Commands.ClockNotice or Hj212Commands.Heartbeat => Hj212Commands.NoticeReply,
        Hj212Commands.SignIn => Hj212Commands.SignInReply,
        null or ['9', ..] => null,
        _ => Hj212Commands.RequestReply,
    };

    /// <summary>Whether the portal takes the command, or an answer to one; what it takes need not bring a reading.</summary>
    public static bool Serves(string? command) => command is ['9', ..] || (command is not null && Kind(command) != Hj212Commands.RequestReply);

    /// <summary>The request's number moves to the front and the parameters stay empty; the version bits are the request's.</summary>
    private static Hj212Message LaterEdition(Hj212Message message, string kind) => new()
    {
        Qn = message.Qn,
        St = Exchange,
        Cn = kind,
        Pw = message.Pw,
        Mn = message.Mn,
        Flag = (byte)(message.Flag!.Value & ~3),
        Parameters = kind == Hj212Commands.RequestReply ? [new Hj212Field(0, ReturnCode, UnknownCommand)] : [],
    };

    /// <summary>In 2005 the request's number, and for data its command, stand in the parameters.</summary>
    private static Hj212Message FirstEdition(Hj212Message message, string kind)
    {
        var parameters = new List<Hj212Field>();
        if (message.Qn is { } number) parameters.Add(new Hj212Field(0, "QN", number));
        if (kind == Hj212Commands.DataReply) parameters.Add(new Hj212Field(1, "CN", message.Cn!));
        if (kind == Hj212Commands.RequestReply) parameters.Add(new Hj212Field(1, ReturnCode, Refused));
        if (kind == Hj212Commands.SignInReply) parameters.Add(new Hj212Field(1, "Logon", "1"));
        return new Hj212Message { St = Exchange, Cn = kind, Pw = message.Pw, Mn = message.Mn, Flag = 0, Parameters = parameters };
    }
}
