namespace Domain.Captures;

/// <summary>进出方向.</summary>
public enum PassageDirection
{
    In,
    Out,
}

/// <summary>The two cameras of a gate (S0, annex): the low one reads the plate, the high one looks into the load.</summary>
public enum CameraHeight
{
    Low,
    High,
}

/// <summary>What a picture shows.</summary>
public enum ImageKind
{
    Front,
    Side,
    Overview,
}

/// <summary>车牌颜色 (GA 36).</summary>
public enum PlateColor
{
    Blue,
    Yellow,

    /// <summary>New energy, small.</summary>
    Green,

    /// <summary>New energy, large.</summary>
    YellowGreen,
    White,
    Black,
}
