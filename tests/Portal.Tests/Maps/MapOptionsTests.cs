using Domain.Values;
using Portal.Maps;
using Portal.Security;

namespace Portal.Tests.Maps;

public sealed class MapOptionsTests
{
    [Theory]
    [InlineData("https://tiles.example.cn/{z}/{x}/{y}.png", "https://tiles.example.cn")]
    [InlineData("https://{s}.tiles.example.cn:8443/{z}/{x}/{y}.png", "https://*.tiles.example.cn:8443")]
    [InlineData("http://10.0.0.7/wmts?x={x}&y={y}&z={z}", "http://10.0.0.7")]
    [InlineData("/tiles/{z}/{x}/{y}.png", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void TileSource_OfATileServer_IsItsHostAlone(string? url, string? source)
    {
        var options = new MapOptions { TileUrl = url };

        (options.IsValid(), options.TileSource).ShouldBe((true, source));
    }

    [Theory]
    [InlineData("https://tiles.example.cn/{z}/{x}.png")]
    [InlineData("//tiles.example.cn/{z}/{x}/{y}.png")]
    [InlineData("ftp://tiles.example.cn/{z}/{x}/{y}.png")]
    [InlineData("javascript:alert({x}{y}{z})")]
    [InlineData("https://tiles.example.cn; script-src */{z}/{x}/{y}.png")]
    [InlineData("https://*/{z}/{x}/{y}.png")]
    [InlineData("https://{h}.example.cn/{z}/{x}/{y}.png")]
    [InlineData("https://who@tiles.example.cn/{z}/{x}/{y}.png")]
    [InlineData("https://tiles.example.cn?{z}{x}{y}")]
    public void IsValid_AnAddressThatWouldOpenThePolicy_IsNot(string url) => new MapOptions { TileUrl = url }.IsValid().ShouldBeFalse();

    [Fact]
    public void Datum_WithoutTiles_IsThatOfTheOutlines()
    {
        new MapOptions { TileDatum = Datum.Gcj02 }.Datum.ShouldBe(Datum.Wgs84);
        new MapOptions { TileDatum = Datum.Gcj02, TileUrl = "/tiles/{z}/{x}/{y}.png" }.Datum.ShouldBe(Datum.Gcj02);
    }

    [Fact]
    public void ContentPolicy_AllowsPicturesOfTheTileServer_OnlyWhenThereIsOne()
    {
        SecurityHeaders.ContentPolicy(null).ShouldContain("img-src 'self' data: blob:;");
        SecurityHeaders.ContentPolicy("https://tiles.example.cn").ShouldContain("img-src 'self' data: blob: https://tiles.example.cn; font-src");
    }
}
