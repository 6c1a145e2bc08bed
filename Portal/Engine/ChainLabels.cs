using Microsoft.Extensions.Localization;

namespace Portal.Engine;

/// <summary>Words about published chains.</summary>
internal static class ChainLabels
{
    /// <summary>Who published; the product itself is not a person.</summary>
    public static string Publisher(IStringLocalizer<ChainTexts> texts, string name) => name == "system" ? texts["Shipped"].Value : name;

    /// <summary>What a problem's code means; the code itself for one without a text.</summary>
    public static string Problem(IStringLocalizer<ChainTexts> texts, string code) => texts[code] is { ResourceNotFound: false } text ? text.Value : code;
}
