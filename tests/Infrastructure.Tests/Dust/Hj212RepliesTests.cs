using Domain.Dust;
using Infrastructure.Dust;

namespace Infrastructure.Tests.Dust;

public sealed class Hj212RepliesTests
{
    [Theory]
    [InlineData("2011", "9014")]
    [InlineData("2051", "9014")]
    [InlineData("2061", "9014")]
    [InlineData("2031", "9014")]
    [InlineData("2081", "9014")]
    [InlineData("1013", "9013")]
    [InlineData("9015", "9013")]
    [InlineData("9021", "9022")]
    [InlineData("1072", "9011")]
    public void To_FlagAsks_IsTheReplyOfThatKind(string command, string reply) =>
        Hj212Replies.To(new Hj212Message { Qn = "20261125090000123", Cn = command, Mn = "M", Flag = 5 })!.Cn.ShouldBe(reply);

    [Theory]
    [InlineData("2011", (byte)4)]
    [InlineData("2011", null)]
    [InlineData("9011", (byte)5)]
    [InlineData("9014", (byte)5)]
    [InlineData(null, (byte)5)]
    public void To_FlagDoesNotAskOrItIsAReply_IsNothing(string? command, byte? flag) =>
        Hj212Replies.To(new Hj212Message { Cn = command, Mn = "M", Flag = flag }).ShouldBeNull();

    [Fact]
    public void To_LaterEdition_RepeatsNumberPasswordAndVersionWithEmptyParameters()
    {
        var reply = Hj212Replies.To(Frames.Parse(Frames.RealTime))!;

        Frames.Text(Hj212Writer.Frame(reply, Hj212Variant.Strict))
            .ShouldBe("##0075QN=20261125090000123;ST=91;CN=9014;PW=123456;MN=DUST00000001;Flag=4;CP=&&&&E981\r\n");
    }

    [Fact]
    public void To_FirstEdition_NamesNumberAndCommandInTheParameters()
    {
        var reply = Hj212Replies.To(new Hj212Message { Qn = "20261125090000123", St = "22", Cn = "2011", Pw = "123456", Mn = "M", Flag = 1 })!;

        Frames.Text(Hj212Writer.Frame(reply, Hj212Variant.Strict))
            .ShouldBe("##0071ST=91;CN=9014;PW=123456;MN=M;Flag=0;CP=&&QN=20261125090000123;CN=2011&&C601\r\n");
    }

    /// <summary>An answer is a frame like any other, whatever the instrument's variant.</summary>
    [Theory]
    [InlineData("2011")]
    [InlineData("9015")]
    [InlineData("9021")]
    [InlineData("1072")]
    public void To_AnyKind_IsAFrameOfTheInstrumentsVariant(string command)
    {
        foreach (byte flag in new byte[] { 1, 3, 5, 9 })
        {
            var variant = new Hj212Variant { Crc = Hj212Crc.Modbus, CrcSwapped = true, LengthSurplus = 4 };
            var reply = Hj212Replies.To(new Hj212Message { Qn = "20261125090000123", Cn = command, Mn = "M", Flag = flag })!;

            var read = Frames.Parse(Frames.Text(Hj212Writer.Frame(reply, variant)), variant);

            read.Cn.ShouldBe(reply.Cn);
            read.AsksForAnswer.ShouldBeFalse();
            (read.Qn ?? read.Parameter("QN")).ShouldBe("20261125090000123");
        }
    }
}
