using Domain.Dust;
using Infrastructure.Dust;

namespace Infrastructure.Tests.Dust;

public sealed class Hj212ParserTests
{
    [Fact]
    public void TryParse_RealTimeFrame_IsTakenApart()
    {
        var message = Frames.Parse(Frames.RealTime);

        (message.Qn, message.St, message.Cn, message.Pw, message.Mn, message.Flag).ShouldBe(("20261125090000123", "39", "2011", "123456", "DUST00000001", (byte?)5));
        message.AsksForAnswer.ShouldBeTrue();
        message.Parameter("DataTime").ShouldBe("20261125090000");
        message.Parameters.Where(field => field.Group == 1).Select(field => (field.Name, field.Value)).ShouldBe([("a34004-Rtd", "35.0"), ("a34004-Flag", "N")]);
        message.Parameters.Max(field => field.Group).ShouldBe(3);
    }

    [Fact]
    public void TryParse_AnyOrderOfTheHead_TellsTheSame()
    {
        var problem = Hj212Parser.TryParse(Frames.Bytes("CP=&&a=1&&;Flag=1;MN=M;PW=P;Lng=110.4;CN=2011;ST=22;QN=1"), out var message);

        problem.ShouldBeNull();
        (message.Qn, message.St, message.Cn, message.Pw, message.Mn, message.Flag).ShouldBe(("1", "22", "2011", "P", "M", (byte?)1));
        message.Others.ShouldBe([new Hj212Field(0, "Lng", "110.4")]);
        message.Parameters.ShouldBe([new Hj212Field(0, "a", "1")]);
    }

    [Theory]
    [InlineData("MN=M;Flag=5", DustFrameProblem.Structure)]
    [InlineData("MN=M;CP=&&a=1", DustFrameProblem.Structure)]
    [InlineData("MN=M;CP=&&a&&", DustFrameProblem.Structure)]
    [InlineData("MN=M;CP=&&=1&&", DustFrameProblem.Structure)]
    [InlineData("MN=M;;CP=&&&&", DustFrameProblem.Structure)]
    [InlineData("MN=M;CP=&&&&x", DustFrameProblem.Structure)]
    [InlineData("MN;CP=&&&&", DustFrameProblem.Structure)]
    [InlineData("MN=M;MN=N;CP=&&&&", DustFrameProblem.RepeatedField)]
    [InlineData("MN=M;CP=&&&&;CP=&&&&", DustFrameProblem.RepeatedField)]
    [InlineData("Flag=256;CP=&&&&", DustFrameProblem.Flag)]
    [InlineData("Flag=-1;CP=&&&&", DustFrameProblem.Flag)]
    [InlineData("Flag=;CP=&&&&", DustFrameProblem.Flag)]
    [InlineData("Flag=6;CP=&&&&", DustFrameProblem.PacketNumbers)]
    [InlineData("Flag=6;PNUM=2;CP=&&&&", DustFrameProblem.PacketNumbers)]
    [InlineData("Flag=6;PNUM=2;PNO=3;CP=&&&&", DustFrameProblem.PacketNumbers)]
    [InlineData("Flag=6;PNUM=2;PNO=0;CP=&&&&", DustFrameProblem.PacketNumbers)]
    [InlineData("Flag=6;PNUM=99999999999;PNO=1;CP=&&&&", DustFrameProblem.PacketNumbers)]
    public void TryParse_WhatTheStandardDoesNotAllow_IsRefused(string data, DustFrameProblem problem) =>
        Hj212Parser.TryParse(Frames.Bytes(data), out _).ShouldBe(problem);

    [Fact]
    public void TryParse_PacketOfSeveral_TellsItsNumber()
    {
        var problem = Hj212Parser.TryParse(Frames.Bytes("CN=2011;MN=M;Flag=7;PNUM=3;PNO=2;CP=&&a=1;b=2;&&"), out var message);

        problem.ShouldBeNull();
        (message.PacketCount, message.PacketNumber).ShouldBe((3, 2));
        message.Parameters.Select(field => field.Group).ShouldBe([0, 1]);
    }

    [Theory]
    [InlineData("QN=1;ST=39;MN=M1;CP=&&MN=M2&&", "M1")]
    [InlineData("MN=;CP=&&&&", "")]
    [InlineData("QN=1;ST=39", null)]
    [InlineData("XMN=1;MN=M1", "M1")]
    [InlineData("CP=&&MN=M2&&", null)]
    public void InstrumentOf_AlsoDamagedData_IsWhoTheFrameClaimsToBeFrom(string data, string? instrument) =>
        Hj212Parser.InstrumentOf(Frames.Bytes(data)).ShouldBe(instrument);
}
