using Domain.Access;
using Domain.Devices;
using Testing.Access;
using Workflows.Access;
using static Testing.Refusals;

namespace Workflows.Tests.Access;

public class DeliveryTests : AccessTest
{
    [Fact]
    public async Task File_FewerDevicesThanDeclared_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "debugApplication");
        var form = AccessForms.Debug((await Walk.ReadAsync(id)).Form, Walk.Today);

        await RefusedAsync("access.count-below-declared", () => World.Get<AccessDebugging>().FileAsync(new FileDebugApplication
        {
            Actor = World.ProjectManager,
            WorkItemId = item.Id,
            Form = form with { Counts = new Dictionary<DeviceKind, int>(form.Counts) { [DeviceKind.GateDome] = 0 } },
        }));

        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().Id.ShouldBe(item.Id);
    }

    [Fact]
    public async Task Check_ShortButCalledComplete_NamesWhatIsMissing()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "delivery");
        var rows = AccessForms.Receipt((await Walk.ReadAsync(id)).Debug!).Where(r => r.Class != ReceiptClass.Router).ToList();

        var refusal = await RefusedAsync("access.delivery-short", () => World.Get<AccessDebugging>().CheckAsync(
            new CheckDelivery { Actor = World.Operator, WorkItemId = item.Id, Rows = rows }));

        refusal.Arguments.ShouldBe([1, ReceiptClass.Router, 1, 0]);
        (await Walk.ReadAsync(id)).Rounds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_Incomplete_IsRecordedToldAndWaitsForTheNextDelivery()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "delivery");
        var rows = AccessForms.Receipt((await Walk.ReadAsync(id)).Debug!).Where(r => r.Class != ReceiptClass.Router).ToList();

        await World.Get<AccessDebugging>().CheckAsync(
            new CheckDelivery { Actor = World.Operator, WorkItemId = item.Id, Rows = rows, Missing = "The router's power supply too." });

        var read = await Walk.ReadAsync(id);
        var round = read.Rounds.ShouldHaveSingleItem();
        (round.Missing, round.Passed).ShouldBe(("The router's power supply too.", null));
        round.Shortages.ShouldBe([new Shortage(ReceiptClass.Router, 1, 0)]);
        read.Receipt.ShouldBeNull();
        (await MessagesAsync("access.delivery-incomplete")).ShouldContain(m => m.Arguments.Contains("The router's power supply too."));
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("delivery");

        await Walk.FinishAsync(id);
        (await Walk.ReadAsync(id)).Rounds.Select(r => r.Ordinal).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Check_IncompleteWithoutWords_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "delivery");

        await RefusedAsync("access.missing-required", () => Walk.DeliverAsync(id, item, missing: " "));
    }

    [Theory]
    [InlineData("handOver", "collection")]
    [InlineData("collection", "handOver")]
    public async Task Sign_EitherOrder_GoesOnAfterBoth(string first, string second)
    {
        var id = await Walk.SubmittedAsync();

        await Walk.StepAsync(id, await Walk.UntilAsync(id, first));
        var left = (await Walk.OpenAsync(id)).ShouldHaveSingleItem();
        left.NodeId.ShouldBe(second);
        (await Walk.DevicesAsync(id)).ShouldBeEmpty();

        await Walk.StepAsync(id, left);
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("devicesOnline");
        (await Walk.DevicesAsync(id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Sign_BothAtOnce_NeitherIsTurnedAway()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.UntilAsync(id, "handOver");
        var open = await Walk.OpenAsync(id);

        await Task.WhenAll(open.Select(item => Walk.StepAsync(id, item)));

        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("devicesOnline");
        (await Walk.DevicesAsync(id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Pass_SameModelsInTwoApplicationsAtOnce_AreAcceptedOnce()
    {
        var ids = new[] { await Walk.SubmittedAsync(), await Walk.SubmittedAsync(await World.SiteAsync()) };
        var items = new[] { await Walk.UntilAsync(ids[0], "debugging"), await Walk.UntilAsync(ids[1], "debugging") };

        await Task.WhenAll(items.Select(item => Walk.ReportAsync(item, DebugReport.Passed)));

        await using var db = World.Open();
        db.Set<SupplierAcceptance>().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Act_ItemOfAnotherStep_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "delivery");

        await RefusedAsync("work-item.not-yours", () => Walk.ReportAsync(item, DebugReport.Passed));
        await RefusedAsync("work-item.not-yours", () => World.Get<AccessDebugging>().SignHandOverAsync(World.Operator, item.Id));
    }
}
