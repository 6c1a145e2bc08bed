using Domain.Leave;
using Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Domain.Tests.Leave;

/// <summary>The overlap rules beside a count of what everybody does hour by hour.</summary>
public sealed class LeaveRulesProperties
{
    private const int Hours = 12;
    private static readonly DateTimeOffset Origin = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Few people, sites and hours, so that leaves meet in every way.</summary>
    private static Gen<Wish> Wishes =>
        from person in Gen.Choose(1, 3)
        from standIn in Gen.Choose(1, 3)
        from site in Gen.Choose(1, 2)
        from start in Gen.Choose(0, Hours - 1)
        from length in Gen.Choose(1, 4)
        from left in Gen.Choose(0, 5)
        select new Wish(person, standIn, site, start, start + length, left == 0 ? start + 1 : start + length);

    [Fact]
    public void Conflicts_LeavesTakenOneAfterTheOther_LetThroughExactlyWhatAnHourlyBookLetsThrough() =>
        Prop.ForAll(Wishes.ArrayOf().Resize(12).ToArbitrary(), wishes =>
        {
            var taken = new List<Wish>();
            foreach (var wish in wishes)
            {
                var allowed = LeaveRules.Conflicts(wish.Person, wish.Site, wish.StandIn, wish.Asked, taken.Select(t => t.Taken)).Count == 0;
                if (allowed != ByTheHour(wish, taken)) return false;
                if (allowed) taken.Add(wish);
            }

            return true;
        }).QuickCheckThrowOnFailure();

    /// <summary>Leaves that touch do not overlap: the first moment after one is the first of the next.</summary>
    [Fact]
    public void Conflicts_OfLeavesThatTouch_AreNone()
    {
        var first = new Wish(1, 2, 1, 0, 4, 4);

        LeaveRules.Conflicts(1, 1, 2, new Period(Origin.AddHours(4), Origin.AddHours(6)), [first.Taken]).ShouldBeEmpty();
        LeaveRules.Conflicts(1, 1, 2, new Period(Origin.AddHours(3), Origin.AddHours(6)), [first.Taken])[0].Code.ShouldBe("leave.overlaps");
    }

    private static bool ByTheHour(Wish wish, List<Wish> taken)
    {
        if (wish.Person == wish.StandIn) return false;
        for (var hour = wish.Start; hour < wish.End; hour++)
        {
            foreach (var other in taken.Where(t => t.Start <= hour && hour < t.Back))
            {
                var sameAbsence = other.Person == wish.Person && other.Site != wish.Site && (other.Start, other.End) == (wish.Start, wish.End);
                var twiceAway = other.Person == wish.Person && !sameAbsence;
                var standsInWhileAway = other.StandIn == wish.Person || other.Person == wish.StandIn;
                var standsInForTwo = other.StandIn == wish.StandIn && other.Person != wish.Person;
                if (twiceAway || standsInWhileAway || standsInForTwo) return false;
            }
        }

        return true;
    }

    /// <param name="Back">When the person came back: at the end, or an hour after the beginning.</param>
    private sealed record Wish(int Person, int StandIn, int Site, int Start, int End, int Back)
    {
        public Period Asked => new(Origin.AddHours(Start), Origin.AddHours(End));

        public TakenLeave Taken => new("QJ", Person, Site, StandIn, Asked, new Period(Origin.AddHours(Start), Origin.AddHours(Back)));
    }
}
