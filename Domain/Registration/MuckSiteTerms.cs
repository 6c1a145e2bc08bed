namespace Domain.Registration;

/// <summary>站点类型 (S0). A contractor registers construction sites and nothing else.</summary>
public enum PointType
{
    /// <summary>工地.</summary>
    ConstructionSite,
}

/// <summary>Where the site of a registration comes from.</summary>
public enum SiteOrigin
{
    /// <summary>新增工地: declared nowhere yet, filled in here.</summary>
    ByHand,

    /// <summary>Declared to the city's one-stop service, and linked by its numbers.</summary>
    Declared,

    /// <summary>A muck site of this contractor that an earlier registration brought here.</summary>
    Known,
}

/// <summary>工程类别. S0 shows only the first; the others are this product's list.</summary>
public enum WorksCategory
{
    /// <summary>市重点工程.</summary>
    CityKeyProject,

    /// <summary>区重点工程.</summary>
    DistrictKeyProject,

    /// <summary>房屋建筑.</summary>
    Building,

    /// <summary>市政道路与管网.</summary>
    Municipal,

    /// <summary>轨道交通.</summary>
    RailTransit,

    /// <summary>水利水务.</summary>
    WaterWorks,

    /// <summary>园林绿化.</summary>
    Landscaping,

    /// <summary>房屋拆除.</summary>
    Demolition,

    /// <summary>装饰装修.</summary>
    Decoration,
    Other,
}

/// <summary>建设管理层级: whose project it is.</summary>
public enum ManagementLevel
{
    /// <summary>市管.</summary>
    City,

    /// <summary>区管.</summary>
    District,

    /// <summary>街镇管.</summary>
    Town,
}

/// <summary>The five kinds of waste that leave a site (S0), in the form's order.</summary>
public enum WasteKind
{
    /// <summary>工程渣土.</summary>
    Muck,

    /// <summary>废弃混凝土.</summary>
    WasteConcrete,

    /// <summary>工程泥浆.</summary>
    Slurry,

    /// <summary>装修垃圾.</summary>
    RenovationWaste,

    /// <summary>拆房垃圾.</summary>
    DemolitionWaste,
}
