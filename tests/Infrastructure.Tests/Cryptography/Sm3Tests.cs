using System.Text;
using Infrastructure.Cryptography;

namespace Infrastructure.Tests.Cryptography;

public sealed class Sm3Tests
{
    /// <summary>The two examples of GB/T 32905-2016, annex A.</summary>
    [Theory]
    [InlineData("abc", 1, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData("abcd", 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    public void HashData_OfTheStandardsExamples_IsTheirs(string text, int times, string hash)
    {
        var data = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times)));

        Convert.ToHexStringLower(Sm3.HashData(data)).ShouldBe(hash);
    }

    /// <summary>
    /// Lengths around the block and its length field are where a hash goes wrong: the hash over the hashes of all lengths to three blocks, as
    /// OpenSSL gives it.
    /// </summary>
    [Fact]
    public void HashData_OfEveryLengthToThreeBlocks_IsThatOfOpenSsl()
    {
        var hashes = Enumerable.Range(0, 193).SelectMany(length => Sm3.HashData([.. Enumerable.Range(0, length).Select(i => (byte)((i * 7) + length))]));

        Convert.ToHexStringLower(Sm3.HashData([.. hashes])).ShouldBe("0ca1b511a0e395edced116d604064e28f4413375090475f4a4d3f5068341d731");
    }

    /// <summary>Worked out with OpenSSL.</summary>
    [Theory]
    [InlineData(1, "f5eaa33779aaf4dffdebb9b593e405dd50dda7e1b39462a5ca00c52e75d673f0")]
    [InlineData(32, "aee88c40e35689c8dbaae293a5a1c528ddd8d969ecf8597e61861ea86fe2c03f")]
    [InlineData(64, "580dc12ee6288979821f03ad8e2de054857646d45aa7f4885c7093334d141ef1")]
    [InlineData(65, "cd5985a68a22534d09301723c865dddcdbe45c70058cd4286dc7b0d42d37ea65")]
    [InlineData(200, "a5dbd5615c286adfdd3a45c4dd75d60b584ef6294c3fb71331fdff7a9bfc68fb")]
    public void Hmac_ForKeysShorterAndLongerThanABlock_IsThatOfOpenSsl(int keyLength, string hmac)
    {
        byte[] key = [.. Enumerable.Range(1, keyLength).Select(i => (byte)i)];

        Convert.ToHexStringLower(Sm3.Hmac(key, "POST\n/api/v1/device-status\n"u8)).ShouldBe(hmac);
    }
}
