using System.Buffers.Binary;
using System.Numerics;

namespace Infrastructure.Cryptography;

/// <summary>
/// The hash SM3 (GB/T 32905-2016) and HMAC with it, which .NET does not offer. A hash alone, so that no cryptography library with a history
/// of its own has to be carried along for it.
/// </summary>
public static class Sm3
{
    /// <summary>Of a hash.</summary>
    public const int HashLength = 32;

    private const int BlockLength = 64;
    private const int LengthField = 8;

    private static readonly uint[] Start =
        [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E];

    /// <summary>The hash of <paramref name="data"/>.</summary>
    public static byte[] HashData(ReadOnlySpan<byte> data) => HashParts([], data);

    /// <summary>HMAC (RFC 2104) of <paramref name="data"/>.</summary>
    public static byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        Span<byte> block = stackalloc byte[BlockLength];
        block.Clear();
        if (key.Length > BlockLength) HashData(key).CopyTo(block);
        else key.CopyTo(block);

        Span<byte> pad = stackalloc byte[BlockLength];
        for (var i = 0; i < BlockLength; i++) pad[i] = (byte)(block[i] ^ 0x36);
        var inner = HashParts(pad, data);
        for (var i = 0; i < BlockLength; i++) pad[i] = (byte)(block[i] ^ 0x5C);
        return HashParts(pad, inner);
    }

    /// <param name="first">A whole number of blocks.</param>
    /// <param name="rest">What follows it.</param>
    private static byte[] HashParts(ReadOnlySpan<byte> first, ReadOnlySpan<byte> rest)
    {
        Span<uint> state = stackalloc uint[8];
        Start.CopyTo(state);
        var length = (ulong)(first.Length + rest.Length) * 8;
        for (; first.Length >= BlockLength; first = first[BlockLength..]) Compress(state, first);
        for (; rest.Length >= BlockLength; rest = rest[BlockLength..]) Compress(state, rest);

        Span<byte> tail = stackalloc byte[BlockLength * 2];
        tail.Clear();
        rest.CopyTo(tail);
        tail[rest.Length] = 0x80;
        var used = rest.Length + 1 + LengthField <= BlockLength ? BlockLength : BlockLength * 2;
        BinaryPrimitives.WriteUInt64BigEndian(tail[(used - LengthField)..], length);
        for (var at = 0; at < used; at += BlockLength) Compress(state, tail[at..]);

        var hash = new byte[HashLength];
        for (var i = 0; i < state.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * sizeof(uint)), state[i]);
        return hash;
    }

    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[68];
        for (var i = 0; i < 16; i++) words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * sizeof(uint))..]);
        for (var i = 16; i < 68; i++)
        {
            var x = words[i - 16] ^ words[i - 9] ^ BitOperations.RotateLeft(words[i - 3], 15);
            words[i] = Permute1(x) ^ BitOperations.RotateLeft(words[i - 13], 7) ^ words[i - 6];
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var i = 0; i < 64; i++)
        {
            var early = i < 16;
            var rotated = BitOperations.RotateLeft(a, 12);
            var ss1 = BitOperations.RotateLeft(rotated + e + BitOperations.RotateLeft(early ? 0x79CC4519u : 0x7A879D8Au, i % 32), 7);
            var tt1 = (early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + (ss1 ^ rotated) + (words[i] ^ words[i + 4]);
            var tt2 = (early ? e ^ f ^ g : (e & f) | (~e & g)) + h + ss1 + words[i];
            (d, c, b, a) = (c, BitOperations.RotateLeft(b, 9), a, tt1);
            (h, g, f, e) = (g, BitOperations.RotateLeft(f, 19), e, tt2 ^ BitOperations.RotateLeft(tt2, 9) ^ BitOperations.RotateLeft(tt2, 17));
        }

        (state[0], state[1], state[2], state[3]) = (state[0] ^ a, state[1] ^ b, state[2] ^ c, state[3] ^ d);
        (state[4], state[5], state[6], state[7]) = (state[4] ^ e, state[5] ^ f, state[6] ^ g, state[7] ^ h);
    }

    private static uint Permute1(uint x) => x ^ BitOperations.RotateLeft(x, 15) ^ BitOperations.RotateLeft(x, 23);
}
