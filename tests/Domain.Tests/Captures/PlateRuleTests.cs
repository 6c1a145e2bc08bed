using Domain.Captures;

namespace Domain.Tests.Captures;

public sealed class PlateRuleTests
{
    [Theory]
    [InlineData(CameraHeight.Low, "沪FQ8602", PlateColor.Yellow, null)]
    [InlineData(CameraHeight.Low, null, PlateColor.Yellow, "plate.missing")]
    [InlineData(CameraHeight.Low, "沪fq8602", PlateColor.Yellow, "plate.invalid")]
    [InlineData(CameraHeight.Low, "沪FQ8602", null, "plateColor.missing")]
    [InlineData(CameraHeight.High, null, null, null)]
    [InlineData(CameraHeight.High, "沪FQ8602", null, "plate.unexpected")]
    [InlineData(CameraHeight.High, null, PlateColor.Blue, "plateColor.unexpected")]
    public void Problem_OfACapture_IsWhatItsCameraCannotHaveSeen(CameraHeight camera, string? plate, PlateColor? color, string? code) =>
        (PlateRule.Problem(camera, plate, color)?.Code).ShouldBe(code);
}
