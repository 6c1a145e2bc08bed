namespace Domain.Dust;

/// <summary>What time a reading stands for. Means and charts use the shortest that an instrument sends, so that nothing counts twice.</summary>
public enum DustSpan
{
    /// <summary>The moment itself (HJ 212: 2011; every reading by HTTP).</summary>
    Moment,

    /// <summary>The mean of some minutes (2051).</summary>
    Minutes,

    /// <summary>The mean of an hour (2061).</summary>
    Hour,

    /// <summary>The mean of a day (2031).</summary>
    Day,
}
