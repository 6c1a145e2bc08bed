using Domain.Values;
using FsCheck;
using FsCheck.Fluent;
using Testing.SharedData;

namespace Domain.Tests.Values;

public sealed class LicensePlateTests
{
    /// <summary>docs/decisions/0012-plates.md</summary>
    private static readonly Dictionary<string, bool> Disputed = new()
    {
        ["京A1234"] = true,
        ["沪A1234"] = true,
        ["沪R12345"] = true,
        ["使123456"] = false,
        ["民航12345"] = false,
    };

    public static TheoryData<string, string, string> SharedRows()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var row in SharedFolder.Csv("validation", "plates.csv"))
            rows.Add(row["value"], row["expected"], row["kind"]);
        return rows;
    }

    [SharedTheory]
    [MemberData(nameof(SharedRows))]
    public void TryParse_SharedVector_IsAsExpected(string value, string expected, string kind)
    {
        var accepted = LicensePlate.TryParse(value, out var plate);

        accepted.ShouldBe(expected == "disputed" ? Disputed[value] : expected == "valid", value);
        plate?.Kind.ShouldBe(KindOf(kind, value));
    }

    [Theory]
    [InlineData("沪FQ8602", LicensePlateKind.Civil)]
    [InlineData("粤G12A34", LicensePlateKind.Civil)]
    [InlineData("粤GD12345", LicensePlateKind.NewEnergySmall)]
    [InlineData("沪ADA1234", LicensePlateKind.NewEnergySmall)]
    [InlineData("沪A12345F", LicensePlateKind.NewEnergyLarge)]
    [InlineData("粤G1234", LicensePlateKind.Motorcycle)]
    [InlineData("粤G1234挂", LicensePlateKind.Trailer)]
    [InlineData("沪A1234警", LicensePlateKind.Police)]
    [InlineData("沪A1234学", LicensePlateKind.DrivingSchool)]
    [InlineData("沪A1234试", LicensePlateKind.Trial)]
    [InlineData("沪A1234超", LicensePlateKind.Oversize)]
    [InlineData("粤Z1234港", LicensePlateKind.HongKong)]
    [InlineData("粤Z1234澳", LicensePlateKind.Macau)]
    [InlineData("224578使", LicensePlateKind.Embassy)]
    [InlineData("沪2247A领", LicensePlateKind.Consulate)]
    public void Parse_EachKind_IsRecognized(string value, LicensePlateKind kind) => LicensePlate.Parse(value).Kind.ShouldBe(kind);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("未识别")]
    [InlineData("_无_")]
    [InlineData("沪I12345")]
    [InlineData("沪AO2345")]
    [InlineData("沪AABC12")]
    [InlineData("沪AI12345")]
    [InlineData("沪AL12345")]
    [InlineData("沪A12345L")]
    [InlineData("沪AD12A34")]
    [InlineData("粤Z12345")]
    [InlineData("粤G1234港")]
    [InlineData("沪a12345")]
    [InlineData("沪Ａ１２３４５")]
    [InlineData("沪A 12345")]
    [InlineData("沪A12345\n")]
    [InlineData("使123456")]
    [InlineData("民航12345")]
    public void Parse_NoRoadPlate_IsRefused(string? value) =>
        Should.Throw<DomainException>(() => LicensePlate.Parse(value)).Code.ShouldBe("values.plate-malformed");

    [Fact]
    public void Parse_AnyCivilSerial_IsTakenExactlyWithTwoLettersAtMost()
    {
        var serials = Gen.Elements("ABCDEFGHJKLMNPQRSTUVWXYZ01234567890123456789".ToCharArray()).ArrayOf(5);

        Prop.ForAll(serials.ToArbitrary(), serial =>
        {
            var text = "粤G" + new string(serial);

            var accepted = LicensePlate.TryParse(text, out var plate);

            return accepted == (serial.Count(char.IsAsciiLetter) <= 2) && (plate is null || plate.ToString() == text);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void IsNewEnergy_OnlyForTheTwoGreenKinds()
    {
        LicensePlate.Parse("粤GD12345").IsNewEnergy.ShouldBeTrue();
        LicensePlate.Parse("粤G12345D").IsNewEnergy.ShouldBeTrue();
        LicensePlate.Parse("粤G12345").IsNewEnergy.ShouldBeFalse();
    }

    private static LicensePlateKind KindOf(string kind, string value) => kind switch
    {
        "civil, 7 characters" => LicensePlateKind.Civil,
        "motorcycle/old, 6 characters" => LicensePlateKind.Motorcycle,
        "new energy, small" => LicensePlateKind.NewEnergySmall,
        "new energy, large" => LicensePlateKind.NewEnergyLarge,
        "police" => LicensePlateKind.Police,
        "coach" => LicensePlateKind.DrivingSchool,
        "trailer" => LicensePlateKind.Trailer,
        "test" => LicensePlateKind.Trial,
        "oversize" => LicensePlateKind.Oversize,
        "embassy" => LicensePlateKind.Embassy,
        "consulate" => LicensePlateKind.Consulate,
        "Hong Kong/Macau" => value.EndsWith('港') ? LicensePlateKind.HongKong : LicensePlateKind.Macau,
        _ => throw new InvalidDataException(kind),
    };
}
