using Domain.Access;
using Portal.Access.Actions;
using Testing;
using Testing.Access;

namespace Portal.Tests.Access.Actions;

public sealed class DeliveryModelTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private DeliveryModel _model = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        var walk = new AccessWalk(_world);
        var id = await walk.SubmittedAsync();
        await walk.UntilAsync(id, "delivery");
        _model = DeliveryModel.For(await walk.ReadAsync(id));
    }

    [Fact]
    public void For_AFiledApplication_HasEachRowOfTheReceiptWithWhatWasAnnounced()
    {
        _model.Rows.Select(r => r.Class).ShouldBe(Enum.GetValues<ReceiptClass>());
        var dust = _model.Rows.Single(r => r.Class == ReceiptClass.DustMonitor);
        (dust.Announced, dust.Quantity, dust.Brand, dust.Detail).ShouldBe((1, 1, AccessForms.Brand, AccessForms.DustModel));
        _model.Rows.Single(r => r.Class == ReceiptClass.ApnCard).Quantity.ShouldBeNull("nothing was announced, so nothing is taken for granted");
    }

    [Fact]
    public void Problems_CompleteWithARowShort_NamesIt()
    {
        _model.Complete = true;
        _model.Rows.Single(r => r.Class == ReceiptClass.VideoRecorder).Quantity = 0;

        var problem = _model.Problems().ShouldHaveSingleItem();

        (problem.Field, problem.Code).ShouldBe(("complete", "access.delivery-short"));
        problem.Arguments.ShouldContain(ReceiptClass.VideoRecorder);
    }

    [Fact]
    public void Problems_IncompleteWithoutWords_AsksForThem()
    {
        _model.Complete = false;

        _model.Problems().ShouldHaveSingleItem().Code.ShouldBe("access.missing-required");
    }

    [Fact]
    public void Problems_NothingChosen_AsksForAChoice() => _model.Problems().ShouldHaveSingleItem().Field.ShouldBe("complete");

    [Fact]
    public void Problems_MorePiecesThanThereCanBe_PointAtTheRow()
    {
        _model.Complete = true;
        _model.Rows[1].Quantity = DebugApplication.MaxCount + 1;

        _model.Problems().ShouldHaveSingleItem().Field.ShouldBe("rows[1].quantity");
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();
}
