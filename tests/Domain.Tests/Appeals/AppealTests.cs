using Domain.Appeals;
using Domain.Calendar;
using Domain.Organizations;
using Domain.Scoring;
using Testing;
using static Domain.Tests.Access.People;

namespace Domain.Tests.Appeals;

public sealed class AppealTests
{
    private const long Unit = 7;
    private static readonly Actor Supplier = Of(OrganizationKind.Supplier, Role.SupplierStaff, Unit);
    private static readonly Actor City = Of(OrganizationKind.CityRegulator, Role.CityOfficer, 8);
    private static readonly ScoreMonth October = new(2026, 10);
    private static readonly DateTimeOffset Closed = October.ClosesAt.AddHours(2);
    private static readonly DateTimeOffset Until = WorkingCalendar.StartOfDay(new DateOnly(2026, 11, 11));
    private static readonly DateTimeOffset Notice = new(2026, 10, 10, 0, 0, 0, TimeSpan.Zero);

    private static readonly Deduction Check = new(new Evidence(DeductionKind.OfflineRate, CheckedAt: October.Mondays[0]), 40, 6, 12, October.Mondays[0], null);
    private static readonly Deduction Outage = new(new Evidence(DeductionKind.OutageHandling, DeviceId: 3, OutageId: 4), 20, 9, 0, Notice, Notice.AddDays(9));
    private static readonly Deduction Stream = new(new Evidence(DeductionKind.MainStream, DeviceId: 3), 10, 1280, 720, Notice, null);

    private static readonly AppealVerdict Refused = new() { Accepted = false, Note = "The records say otherwise." };

    [Fact]
    public void New_OfAnotherSupplier_IsRefused() => CodeOf(() => Filed(by: Of(OrganizationKind.Supplier, Role.SupplierStaff, 99))).ShouldBe("appeal.not-supplier");

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "appeal.too-late")]
    public void New_AtTheEndOfTheTime_IsTakenOnlyBefore(long ticks, string? code) => CodeOf(() => Filed(at: Until.AddTicks(ticks))).ShouldBe(code);

    [Fact]
    public void New_WithoutDeductionAndReason_CountsTheProblems() => CodeOf(() => Filed(new AppealForm())).ShouldBe("appeal.incomplete");

    [Fact]
    public void New_DeductionOfAnotherCard_IsRefused() =>
        CodeOf(() => Filed(new AppealForm { Reason = "No.", Deductions = [new Evidence(DeductionKind.SubStream, DeviceId: 99)] })).ShouldBe("appeal.deduction-unknown");

    [Fact]
    public void New_MoreFilesThanAllowed_IsRefused()
    {
        var files = Enumerable.Range(0, Appeal.MaxAttachments + 1)
            .Select(i => new AppealAttachment(SampleFiles.Stored($"{i}.pdf", by: Supplier.AccountId, at: Closed))).ToList();

        CodeOf(() => Filed(files: files)).ShouldBe("appeal.attachments-too-many");
    }

    public static TheoryData<string, AppealVerdict, string?> Verdicts => new()
    {
        { "outage", new AppealVerdict(), "accepted" },
        { "outage", new AppealVerdict { Accepted = false }, "note" },
        { "outage", Refused, null },
        { "outage", new AppealVerdict { Accepted = true }, "remedy" },
        { "outage", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.SizeCorrected }, "remedy" },
        { "outage", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.OutageStruck }, null },
        { "outage", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.RecoveryCorrected }, "recoveredAt" },
        { "outage", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.RecoveryCorrected, RecoveredAt = Notice.AddTicks(-1) }, "recoveredAt" },
        { "outage", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.RecoveryCorrected, RecoveredAt = Notice }, null },
        { "outage", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.RecoveryCorrected, RecoveredAt = Notice.AddDays(9) }, null },
        { "outage", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.RecoveryCorrected, RecoveredAt = Notice.AddDays(9).AddTicks(1) }, "recoveredAt" },
        { "check", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.CheckCorrected }, "devices" },
        { "check", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.CheckCorrected, Devices = [3] }, null },
        { "stream", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.SizeCorrected, Width = 1920 }, "height" },
        { "stream", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.SizeCorrected, Width = 1920, Height = 0 }, "height" },
        { "stream", new AppealVerdict { Accepted = true, Remedy = AppealRemedy.SizeCorrected, Width = 1920, Height = AppealVerdict.MaxPixels }, null },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Problems_OfAVerdict_NameTheField(string what, AppealVerdict verdict, string? field)
    {
        var deduction = what switch { "outage" => Outage, "check" => Check, _ => Stream };

        AppealItem.Problems(deduction, verdict).Select(p => p.Field).SingleOrDefault().ShouldBe(field);
    }

    [Theory]
    [InlineData(true, true, AppealStatus.Accepted)]
    [InlineData(true, false, AppealStatus.PartlyAccepted)]
    [InlineData(false, false, AppealStatus.Refused)]
    public void Decide_ByWhatIsAccepted_GivesTheStatusAndTheCorrections(bool outage, bool stream, AppealStatus status)
    {
        var appeal = Filed();
        var struck = new AppealVerdict { Accepted = true, Remedy = AppealRemedy.OutageStruck };
        var larger = new AppealVerdict { Accepted = true, Remedy = AppealRemedy.SizeCorrected, Width = 1920, Height = 1080 };

        appeal.Decide(new Dictionary<int, AppealVerdict> { [1] = outage ? struck : Refused, [2] = stream ? larger : Refused }, City, Closed.AddDays(3));

        appeal.Status.ShouldBe(status);
        appeal.Corrections().Select(c => c.Corrected.Evidence).ShouldBe([.. outage ? [Outage.Evidence] : Array.Empty<Evidence>(), .. stream ? [Stream.Evidence] : Array.Empty<Evidence>()]);
        CodeOf(() => appeal.Withdraw(Closed.AddDays(4))).ShouldBe("appeal.decided");
        CodeOf(appeal.Reopen).ShouldBe("appeal.decided");
    }

    [Fact]
    public void Decide_WithoutAVerdictOnEveryDeduction_IsRefused() =>
        CodeOf(() => Filed().Decide(new Dictionary<int, AppealVerdict> { [1] = Refused }, City, Closed)).ShouldBe("appeal.verdict-missing");

    [Fact]
    public void Resubmit_OnlyWhatWasGivenBack()
    {
        var appeal = Filed();
        CodeOf(() => appeal.Resubmit(Form, Card, [])).ShouldBe("appeal.not-editable");
        appeal.Reopen();

        appeal.Resubmit(Form with { Deductions = [Check.Evidence] }, Card, []);

        (appeal.Status, appeal.Items.Single().Deduction).ShouldBe((AppealStatus.UnderReview, Check));
    }

    private static AppealForm Form => new() { Reason = "The line was cut.", Deductions = [Outage.Evidence, Stream.Evidence] };

    private static AppealedCard Card => new()
    {
        ScorecardId = 1,
        CityId = City.OrganizationId,
        SupplierId = Unit,
        Month = October,
        Version = new CardVersion(30, "digest", [Check, Outage, Stream]),
        Until = Until,
        Appealed = false,
    };

    private static Appeal Filed(AppealForm? form = null, Actor? by = null, DateTimeOffset? at = null, IReadOnlyList<AppealAttachment>? files = null) =>
        new(form ?? Form, Card, files ?? [], by ?? Supplier, at ?? Closed);

    private static string? CodeOf(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (DomainException refused)
        {
            return refused.Code;
        }
    }
}
