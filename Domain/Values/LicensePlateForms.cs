using System.Buffers;

namespace Domain.Values;

/// <summary>The builds of plates: issuer (province and authority letter), serial, and for some kinds a closing character.</summary>
internal static class LicensePlateForms
{
    private static readonly SearchValues<char> Provinces = SearchValues.Create("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新");

    /// <summary>I and O are never used: they look like 1 and 0.</summary>
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHJKLMNPQRSTUVWXYZ");
    private static readonly SearchValues<char> Serials = SearchValues.Create("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789");

    /// <summary>D, A, B, C, E for pure electric and F, G, H, J, K for others; P since the first ran out in Guangzhou.</summary>
    private static readonly SearchValues<char> NewEnergyLetters = SearchValues.Create("ABCDEFGHJKP");

    public static LicensePlateKind? KindOf(ReadOnlySpan<char> text)
    {
        if (text.Length is < 6 or > LicensePlate.MaxLength)
            return null;

        var body = text[..^1];
        return text[^1] switch
        {
            '警' => Issued(body, 4, 4) ? LicensePlateKind.Police : null,
            '学' => Issued(body, 4, 4) ? LicensePlateKind.DrivingSchool : null,
            '超' => Issued(body, 4, 4) ? LicensePlateKind.Oversize : null,
            '挂' => Issued(body, 4, 5) ? LicensePlateKind.Trailer : null,
            '试' => Issued(body, 4, 5) ? LicensePlateKind.Trial : null,
            '港' => CrossBorder(body) ? LicensePlateKind.HongKong : null,
            '澳' => CrossBorder(body) ? LicensePlateKind.Macau : null,
            '使' => body.Length == 6 && Digits(body) ? LicensePlateKind.Embassy : null,
            '领' => Consular(body) ? LicensePlateKind.Consulate : null,
            _ => IsIssuer(text) ? Ordinary(text[2..]) : null,
        };
    }

    private static LicensePlateKind? Ordinary(ReadOnlySpan<char> serial) => serial.Length switch
    {
        4 when MostlyDigits(serial) => LicensePlateKind.Motorcycle,
        5 when MostlyDigits(serial) => LicensePlateKind.Civil,
        6 when NewEnergyLetters.Contains(serial[0]) && Serials.Contains(serial[1]) && Digits(serial[2..]) => LicensePlateKind.NewEnergySmall,
        6 when NewEnergyLetters.Contains(serial[5]) && Digits(serial[..5]) => LicensePlateKind.NewEnergyLarge,
        _ => null,
    };

    private static bool Issued(ReadOnlySpan<char> body, int shortest, int longest) => IsIssuer(body) && Serial(body[2..], shortest, longest);

    /// <summary>粤Z is kept for vehicles from Hong Kong and Macau.</summary>
    private static bool IsIssuer(ReadOnlySpan<char> text) =>
        Provinces.Contains(text[0]) && Letters.Contains(text[1]) && !text.StartsWith("粤Z", StringComparison.Ordinal);

    private static bool CrossBorder(ReadOnlySpan<char> body) => body.StartsWith("粤Z", StringComparison.Ordinal) && Serial(body[2..], 4, 5);

    private static bool Consular(ReadOnlySpan<char> body) =>
        body.Length == 6 && Provinces.Contains(body[0]) && Digits(body[1..5]) && Serials.Contains(body[5]);

    private static bool Serial(ReadOnlySpan<char> text, int shortest, int longest) =>
        text.Length >= shortest && text.Length <= longest && !text.ContainsAnyExcept(Serials);

    /// <summary>A civil serial holds two letters at most, anywhere.</summary>
    private static bool MostlyDigits(ReadOnlySpan<char> serial)
    {
        var letters = 0;
        foreach (var character in serial)
        {
            if (Letters.Contains(character))
                letters++;
        }

        return letters <= 2 && !serial.ContainsAnyExcept(Serials);
    }

    private static bool Digits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
