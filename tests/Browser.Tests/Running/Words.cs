using System.Globalization;
using System.Resources;

namespace Browser.Tests.Running;

/// <summary>What the portal's pages say, so that a test finds buttons by their words and a rewording breaks none.</summary>
internal static class Words
{
    /// <summary>The Chinese text of a key of <typeparamref name="TTexts"/>.</summary>
    public static string Of<TTexts>(string key, params object[] arguments)
    {
        var chinese = CultureInfo.GetCultureInfo("zh-CN");
        var text = new ResourceManager(typeof(TTexts)).GetString(key, chinese) ?? throw new KeyNotFoundException(key);
        return string.Format(chinese, text, arguments);
    }
}
