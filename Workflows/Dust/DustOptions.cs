namespace Workflows.Dust;

/// <summary>Section <c>Dust</c> of the configuration.</summary>
public sealed class DustOptions
{
    /// <summary>
    /// TCP port for instruments that speak HJ 212; null: none listens, 0: any that is free. The protocol knows no encryption, so it belongs
    /// into the instruments' own network (APN).
    /// </summary>
    public int? Port { get; set; }

    /// <summary>Address to listen at.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Connections per node.</summary>
    public int Connections { get; set; } = 5_000;

    /// <summary>Connections from one address; instruments behind one carrier's gateway share theirs.</summary>
    public int ConnectionsPerAddress { get; set; } = 500;

    /// <summary>Bytes per second of a connection, for long; what comes faster waits in the network.</summary>
    public double BytesPerSecond { get; set; } = 16_000;

    /// <summary>Frames per second of a connection, for long.</summary>
    public double FramesPerSecond { get; set; } = 10;

    /// <summary>Frames that a connection may send at once: what an instrument has kept through an outage.</summary>
    public int FrameBurst { get; set; } = 200;

    /// <summary>Minutes without a byte after which a connection is closed.</summary>
    public double IdleMinutes { get; set; } = 15;

    /// <summary>Frames of no known instrument that an address may send at once; a further one comes back every <see cref="UnknownSeconds"/>.</summary>
    public int UnknownFrames { get; set; } = 20;

    /// <summary>Seconds until an address may send one more frame of no known instrument.</summary>
    public double UnknownSeconds { get; set; } = 30;

    /// <summary>Kilobytes outside frames after which a connection is closed.</summary>
    public int GarbageKilobytes { get; set; } = 64;

    /// <summary>Seconds for which settings of instruments are held before they are read again.</summary>
    public double SettingsSeconds { get; set; } = 5;

    /// <summary>Frames that may wait for the database per node; further ones wait in the network.</summary>
    public int QueueLength { get; set; } = 2_000;

    /// <summary>Frames in one transaction.</summary>
    public int GroupFrames { get; set; } = 500;

    /// <summary>Seconds within which a frame must be stored to be answered; the instrument sends again what is not.</summary>
    public double StoreSeconds { get; set; } = 8;

    /// <summary>Days that frames are kept.</summary>
    public int KeepFramesDays { get; set; } = 30;

    /// <summary>Days that readings are kept; 0: for ever.</summary>
    public int KeepReadingsDays { get; set; }

    /// <summary>Minutes of a window whose mean is held against the limits.</summary>
    public int AlarmWindowMinutes { get; set; } = 15;

    /// <summary>Minutes that are waited for readings after a window before it is looked at.</summary>
    public int AlarmGraceMinutes { get; set; } = 2;

    /// <summary>Minutes without readings after which an alarm counts as over.</summary>
    public int AlarmSilenceMinutes { get; set; } = 60;
}
