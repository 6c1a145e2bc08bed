namespace Workflows.Tests.Engine.Blocks;

internal sealed record ModelEvent(string Node, bool IsTimer, int V);

/// <summary>
/// All models that what was seen so far allows. When the same node waits several times (side branches of a loop), an event tells the
/// node and not which of them is meant: the model is then played for each, and what does not agree afterwards is dropped.
/// </summary>
internal sealed class Worlds(Func<BlockModel> make)
{
    /// <summary>More possibilities are not followed; they differ only in which of many equal ones was meant.</summary>
    private const int Maximum = 40;

    private List<World> _worlds = [];

    private sealed record World(BlockModel Model, List<Action<BlockModel>> Past);

    public void Start(int v)
    {
        var world = new World(make(), []);
        _worlds = [world];
        Play(world, model => model.Start(v));
    }

    public void Happen(ModelEvent happened)
    {
        var next = new List<World>();
        foreach (var world in _worlds)
        {
            var count = world.Model.Waiting.Count(node => node == happened.Node);
            for (var which = 0; which < count; which++)
            {
                var meant = which;
                var branch = count == 1 ? world : Copy(world);
                Play(branch, model => Tell(model, happened, meant));
                next.Add(branch);
            }
        }

        _worlds = next;
    }

    public void Agree(List<string> waiting, bool ended)
    {
        var agreeing = _worlds.FindAll(world => world.Model.IsDone == ended && world.Model.Waiting.SequenceEqual(waiting));
        if (agreeing.Count == 0)
            throw new ShouldAssertException($"{string.Join(",", waiting)} wait (ended: {ended}), and should {string.Join(" or ", _worlds.Select(world => string.Join(",", world.Model.Waiting)))}.");
        _worlds = [.. agreeing.Take(Maximum)];
    }

    private static void Tell(BlockModel model, ModelEvent happened, int which)
    {
        if (happened.IsTimer) model.Interrupt(happened.Node, which, happened.V);
        else model.Leave(happened.Node, which, happened.V);
    }

    private World Copy(World world)
    {
        var copy = new World(make(), [.. world.Past]);
        foreach (var past in copy.Past) past(copy.Model);
        return copy;
    }

    private static void Play(World world, Action<BlockModel> act)
    {
        act(world.Model);
        world.Past.Add(act);
    }
}
