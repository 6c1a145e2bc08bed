namespace Domain.Dust;

/// <summary>Why a frame of an instrument was not taken; its words stand in the portal's terms.</summary>
public enum DustFrameProblem
{
    /// <summary>After ## there are not four digits.</summary>
    LengthField,

    /// <summary>The announced length is not that of the data segment.</summary>
    Length,

    /// <summary>The data segment is longer than the standard, or any, allows.</summary>
    TooLong,

    /// <summary>The frame does not end with four hexadecimal digits.</summary>
    CrcMissing,

    Crc,

    /// <summary>A field without a name or a value, or parameters that are missing or not closed by <c>&amp;&amp;</c>.</summary>
    Structure,

    /// <summary>A field of the head stands twice.</summary>
    RepeatedField,

    /// <summary>Flag is no number of one byte.</summary>
    Flag,

    /// <summary>Flag announces packet numbers that are missing, or they are impossible.</summary>
    PacketNumbers,

    /// <summary>The connection ended within the frame.</summary>
    Truncated,

    /// <summary>No instrument has the number (MN).</summary>
    UnknownInstrument,

    /// <summary>The instrument is switched off in its settings.</summary>
    Disabled,

    /// <summary>The password (PW) is not the one that is set.</summary>
    Password,

    /// <summary>A command (CN) that the portal does not serve.</summary>
    Command,

    /// <summary>The time of measuring (DataTime, else QN) is missing or no time.</summary>
    Time,

    /// <summary>The time of measuring lies too far ahead.</summary>
    TimeAhead,

    /// <summary>The time of measuring is too long ago.</summary>
    TimeTooOld,

    /// <summary>A value is not a number.</summary>
    Value,

    /// <summary>A value that the instrument cannot have measured.</summary>
    Range,

    /// <summary>No quantity is named by a name that is known.</summary>
    NoValues,

    /// <summary>Measured after the device had left the platform for good (S2 section 3.2).</summary>
    Removed,
}
