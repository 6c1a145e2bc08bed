using System.Collections.Immutable;

namespace Workflows.Tests.Engine.Blocks;

/// <summary>
/// A chain put together from whole pieces, one inside the other, which is therefore sound. Choices look at the variable v, which every command sets.
/// </summary>
internal abstract record Block
{
    public virtual ImmutableArray<Block> Parts => [];

    /// <summary>About how many ways tokens can stand in it. A fork of forks has more than the soundness check takes on.</summary>
    public virtual double Markings => 1 + Parts.Sum(part => part.Markings);

    public virtual Block With(ImmutableArray<Block> parts) => this;

    /// <summary>Smaller blocks, for a failing case to be told in few words.</summary>
    public IEnumerable<Block> Shrink()
    {
        foreach (var part in Parts) yield return part;
        for (var i = 0; i < Parts.Length; i++)
        {
            if (this is Sequence or Fork or Choice && Parts.Length > 1) yield return With(Parts.RemoveAt(i));
            foreach (var smaller in Parts[i].Shrink()) yield return With(Parts.SetItem(i, smaller));
        }
    }
}

internal enum LeafKind
{
    User,
    UserWithOutcomes,
    UserWithOwnClock,
    UserOnClock,
    UserStoppingClock,
    Service,
    Timer,
    Message,
    VisibleMessage,
    Call,
    VisibleCall,
    SignedByAll,
    SignedByOne,
    SignedByHalf,
    SignedInTurn,
}

internal sealed record Leaf(LeafKind Kind) : Block
{
    public bool IsUser => Kind is LeafKind.User or LeafKind.UserWithOutcomes or LeafKind.UserWithOwnClock or LeafKind.UserOnClock or LeafKind.UserStoppingClock || IsSigned;

    public bool IsSigned => Kind is LeafKind.SignedByAll or LeafKind.SignedByOne or LeafKind.SignedByHalf or LeafKind.SignedInTurn;

    public override string ToString() => Kind.ToString();
}

internal sealed record Sequence(ImmutableArray<Block> Inside) : Block
{
    public override ImmutableArray<Block> Parts => Inside;
    public override Block With(ImmutableArray<Block> parts) => new Sequence(parts);
    public override string ToString() => $"Sequence({string.Join(", ", Inside)})";
}

/// <summary>Exclusive: branch i when v = i, the last otherwise.</summary>
internal sealed record Choice(ImmutableArray<Block> Inside) : Block
{
    public override ImmutableArray<Block> Parts => Inside;
    public override Block With(ImmutableArray<Block> parts) => new Choice(parts);
    public override string ToString() => $"Choice({string.Join(", ", Inside)})";
}

/// <summary>All branches side by side, joined.</summary>
internal sealed record Fork(ImmutableArray<Block> Inside) : Block
{
    public override ImmutableArray<Block> Parts => Inside;
    public override Block With(ImmutableArray<Block> parts) => new Fork(parts);
    public override double Markings => Parts.Aggregate(1.0, (product, part) => product * (1 + part.Markings));
    public override string ToString() => $"Fork({string.Join(", ", Inside)})";
}

/// <summary>Again while v = 0. It begins with something that waits, or it could go round for ever within one step.</summary>
internal sealed record Loop(Leaf First, Block Inside) : Block
{
    public override ImmutableArray<Block> Parts => [Inside];
    public override Block With(ImmutableArray<Block> parts) => new Loop(First, parts[0]);
    public override string ToString() => $"Loop({First}, {Inside})";
}

/// <summary>When v = 1 the scope ends here: by a terminating end, or by a plain one where nothing runs beside it.</summary>
internal sealed record EarlyEnd(bool Terminate) : Block
{
    public override string ToString() => Terminate ? "Terminate" : "EarlyEnd";
}

internal sealed record Inner(Block Inside) : Block
{
    public override ImmutableArray<Block> Parts => [Inside];
    public override Block With(ImmutableArray<Block> parts) => new Inner(parts[0]);
    public override string ToString() => $"Inner({Inside})";
}

/// <summary>An activity (a user task if there is nothing inside) with a timer whose branch takes over, or runs beside it to an end of its own.</summary>
internal sealed record Timed(Block? Inside, bool Interrupting, Block Branch) : Block
{
    public override ImmutableArray<Block> Parts => Inside is null ? [Branch] : [Branch, Inside];
    public override Block With(ImmutableArray<Block> parts) => new Timed(parts.Length > 1 ? parts[1] : null, Interrupting, parts[0]);
    public override string ToString() => $"Timed({Inside}, {(Interrupting ? "instead" : "beside")} {Branch})";
}
