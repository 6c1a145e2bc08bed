using Microsoft.AspNetCore.Http;
using Portal.Security;

namespace Portal.Tests.Security;

public sealed class CircuitGateTests
{
    [Theory]
    [InlineData("https://portal.example", true)]
    [InlineData("https://PORTAL.example", true)]
    [InlineData("", true)]
    [InlineData("http://portal.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://portal.example.evil.example", false)]
    [InlineData("https://portal.example:8443", false)]
    [InlineData("null", false)]
    public void SameOrigin_OfAnOriginHeader_IsOnlyThePortalsOwn(string origin, bool same)
    {
        var request = new DefaultHttpContext { Request = { Scheme = "https", Host = new HostString("portal.example") } }.Request;
        if (origin.Length > 0) request.Headers.Origin = origin;

        CircuitGate.SameOrigin(request).ShouldBe(same);
    }

    [Fact]
    public void Counts_OfOpenedAndClosedCircuits_FillAndEmpty()
    {
        var counts = new CircuitCounts();
        for (var i = 0; i < CircuitCounts.PerAccount; i++) counts.Opened(7);

        counts.Full(7).ShouldBeTrue();
        counts.Full(8).ShouldBeFalse();
        counts.Closed(7);
        counts.Full(7).ShouldBeFalse();
    }
}
