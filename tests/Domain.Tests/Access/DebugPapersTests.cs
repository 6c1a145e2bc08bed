using Domain.Access;
using Domain.Devices;
using Testing.Access;
using static Domain.Tests.Access.People;

namespace Domain.Tests.Access;

public class DebugPapersTests
{
    private static readonly AccessForm Access = AccessForms.Complete();
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly DebugForm Form = AccessForms.Debug(Access, Today);

    [Fact]
    public void Check_Complete_NoProblem() => DebugApplication.Check(Form, Access, Today).ShouldBeEmpty();

    [Fact]
    public void Check_Empty_NamesEveryFieldAndEveryDeclaredKind() =>
        DebugApplication.Check(new DebugForm(), Access, Today).Select(p => p.Field).ShouldBe(
        [
            "applicantName", "applicantPhone", "stage", "brand", "counts.GateDome", "counts.GatePlateCamera", "counts.DustMonitor",
            "debuggingDate", "collectionDate",
        ]);

    [Fact]
    public void Check_FewerThanDeclared_SaysHowManyAreDeclared()
    {
        var access = Access with { Positions = [.. Access.Positions, AccessForms.Position(4)] };

        var problem = DebugApplication.Check(Form, access, Today).ShouldHaveSingleItem();

        (problem.Field, problem.Code, problem.Arguments[0]).ShouldBe(("counts.GateDome", "access.count-below-declared", 2));
    }

    [Fact]
    public void Check_MoreThanDeclared_IsTaken() => DebugApplication.Check(With(DeviceKind.GateDome, 5), Access, Today).ShouldBeEmpty();

    [Theory]
    [InlineData(-1)]
    [InlineData(DebugApplication.MaxCount + 1)]
    public void Check_CountOutOfRange_IsNamed(int count) =>
        DebugApplication.Check(With(DeviceKind.Router, count), Access, Today).ShouldHaveSingleItem().Code.ShouldBe("field.out-of-range");

    [Fact]
    public void Check_DustMonitorWithoutModel_IsNamed() =>
        DebugApplication.Check(Form with { DustModel = null }, Access, Today).ShouldHaveSingleItem().Field.ShouldBe("dustModel");

    [Fact]
    public void Check_NoDustMonitor_NeedsNoModel()
    {
        var access = Access with { Positions = [.. Access.Positions.Take(2)] };

        DebugApplication.Check(With(DeviceKind.DustMonitor, 0) with { DustModel = null }, access, Today).ShouldBeEmpty();
    }

    [Fact]
    public void Check_OtherBrandWithoutName_IsNamed() =>
        DebugApplication.Check(Form with { OtherBrand = " " }, Access, Today).ShouldHaveSingleItem().Field.ShouldBe("otherBrand");

    [Fact]
    public void Check_Dates_AreTodayOrLaterAndInOrder()
    {
        DebugApplication.Check(Form with { DebuggingDate = Today, CollectionDate = Today }, Access, Today).ShouldBeEmpty();
        DebugApplication.Check(Form with { DebuggingDate = Today.AddDays(-1) }, Access, Today).ShouldHaveSingleItem().Code.ShouldBe("field.date-past");
        DebugApplication.Check(Form with { CollectionDate = Form.DebuggingDate!.Value.AddDays(-1) }, Access, Today)
            .ShouldHaveSingleItem().Code.ShouldBe("access.collection-before-debugging");
    }

    [Fact]
    public void Check_StageOrBrandOutsideTheForm_IsNamed()
    {
        DebugApplication.Check(Form with { Stage = (ConstructionStage)9 }, Access, Today).ShouldHaveSingleItem().Field.ShouldBe("stage");
        DebugApplication.Check(Form with { Brand = (DebugBrand)9 }, Access, Today).ShouldHaveSingleItem().Field.ShouldBe("brand");
    }

    [Fact]
    public void Announced_AllDomes_AreOneRow()
    {
        var form = new DebugForm { Counts = DeviceKinds.Counted.ToDictionary(k => k, _ => 2) };

        var announced = DebugReceipt.Announced(form);

        announced[ReceiptClass.Dome].ShouldBe(12);
        announced[ReceiptClass.PlateCamera].ShouldBe(2);
        announced.Values.Sum().ShouldBe(20);
    }

    [Fact]
    public void Shortfall_AllThere_IsEmpty() => DebugReceipt.Shortfall(Form, AccessForms.Receipt(Form)).ShouldBeEmpty();

    [Fact]
    public void Shortfall_RowsOfOneClass_AreAddedUp()
    {
        var form = With(DeviceKind.GateDome, 3);
        var rows = AccessForms.Receipt(form).Where(r => r.Class != ReceiptClass.Dome).ToList();

        DebugReceipt.Shortfall(form, [.. rows, Row(ReceiptClass.Dome, 1), Row(ReceiptClass.Dome, 2)]).ShouldBeEmpty();
        DebugReceipt.Shortfall(form, [.. rows, Row(ReceiptClass.Dome, 1), Row(ReceiptClass.Dome, 1)])
            .ShouldBe([new Shortage(ReceiptClass.Dome, 3, 2)]);
    }

    [Fact]
    public void Round_ShortAndCalledComplete_IsRefusedNamingARow()
    {
        var refused = Should.Throw<DomainException>(() => new DebugRound(1, 1, missing: null, [new Shortage(ReceiptClass.Router, 2, 1)], "Op", Now));

        refused.Code.ShouldBe("access.delivery-short");
        refused.Arguments.ShouldBe([1, ReceiptClass.Router, 2, 1]);
    }

    [Fact]
    public void Round_IncompleteWithoutWords_IsRefused() =>
        Should.Throw<DomainException>(() => new DebugRound(1, 1, " ", [], "Op", Now)).Code.ShouldBe("access.missing-required");

    [Fact]
    public void Finish_IncompleteOrTwice_IsRefused()
    {
        var incomplete = new DebugRound(1, 1, "router", [], "Op", Now);
        var done = new DebugRound(1, 2, null, [], "Op", Now);
        done.Finish(passed: true, note: null, "Op", Now);

        Should.Throw<DomainException>(() => incomplete.Finish(true, null, "Op", Now)).Code.ShouldBe("access.no-complete-delivery");
        Should.Throw<DomainException>(() => done.Finish(true, null, "Op", Now)).Code.ShouldBe("access.no-complete-delivery");
    }

    [Fact]
    public void Finish_FailedWithoutReason_IsRefused() =>
        Should.Throw<DomainException>(() => new DebugRound(1, 1, null, [], "Op", Now).Finish(passed: false, " ", "Op", Now))
            .Code.ShouldBe("access.failure-reason-required");

    [Fact]
    public void Receipt_Total_IsAllPieces() =>
        new DebugReceipt(1, [Row(ReceiptClass.Dome, 2), Row(ReceiptClass.HardDisk, 1), Row(ReceiptClass.ApnCard, 3)], "Op", Now).Total.ShouldBe(6);

    [Theory]
    [InlineData(0, "receipt.empty")]
    [InlineData(-1, "field.out-of-range")]
    [InlineData(201, "field.out-of-range")]
    public void Receipt_QuantityImpossible_IsRefused(int quantity, string code) =>
        Should.Throw<DomainException>(() => new DebugReceipt(1, [Row(ReceiptClass.Dome, quantity)], "Op", Now)).Code.ShouldBe(code);

    [Fact]
    public void Receipt_SignedTwice_IsRefused()
    {
        var receipt = new DebugReceipt(1, [Row(ReceiptClass.Dome, 1)], "Op", Now);
        receipt.SignHandOver("Op", Now);
        receipt.SignCollection("Lin", Now);

        Should.Throw<DomainException>(() => receipt.SignHandOver("Op", Now)).Code.ShouldBe("receipt.already-signed");
        Should.Throw<DomainException>(() => receipt.SignCollection("Lin", Now)).Code.ShouldBe("receipt.already-signed");
    }

    [Fact]
    public void FirstFree_HoleBeforeTheLast_IsTakenFirst()
    {
        var day = new DebugDay(1, Today);

        day.FirstFree([], usual: 4).ShouldBe(1);
        day.FirstFree([1, 3], usual: 4).ShouldBe(2);
        day.FirstFree([1, 2, 3], usual: 4).ShouldBe(4);
        Should.Throw<DomainException>(() => day.FirstFree([1, 2, 3, 4], usual: 4)).Code.ShouldBe("slot.day-full");
    }

    [Fact]
    public void FirstFree_LateOrdinalsTakenAndCapacityLowered_CountsPlacesNotOrdinals()
    {
        var day = new DebugDay(1, Today);
        day.Change(2, note: null, taken: 2);

        Should.Throw<DomainException>(() => day.FirstFree([1, 4], usual: 9)).Code.ShouldBe("slot.day-full");
    }

    [Theory]
    [InlineData(-1, 0, "slot.capacity-out-of-range")]
    [InlineData(51, 0, "slot.capacity-out-of-range")]
    [InlineData(1, 2, "slot.capacity-below-taken")]
    public void Change_CapacityImpossible_IsRefused(int capacity, int taken, string code) =>
        Should.Throw<DomainException>(() => new DebugDay(1, Today).Change(capacity, null, taken)).Code.ShouldBe(code);

    private static DebugForm With(DeviceKind kind, int count) => Form with { Counts = new Dictionary<DeviceKind, int>(Form.Counts) { [kind] = count } };

    private static ReceiptRow Row(ReceiptClass row, int quantity) => new() { Class = row, Quantity = quantity };
}
