using Domain.Devices;
using Domain.Organizations;
using Domain.Scoring;

namespace Domain.Tests.Scoring;

/// <summary>Facts that say nothing against anybody, to be changed where a test wants to say something.</summary>
internal static class SomeFacts
{
    /// <summary>Five Mondays: the 2nd to the 30th.</summary>
    public static readonly ScoreMonth November = new(2026, 11);

    public static readonly ScoreFacts None = new() { Month = November.Number, AsOf = November.ClosesAt, Checks = [], Outages = [], Streams = [] };

    public static readonly Actor Officer = new()
    {
        AccountId = 1,
        Name = "Officer",
        MembershipId = 1,
        OrganizationId = 7,
        OrganizationName = "City",
        OrganizationKind = OrganizationKind.CityRegulator,
        Role = Role.CityOfficer,
        RegionCode = "440800",
    };

    /// <param name="monday">Which of the month's, from 0.</param>
    public static MondayCheck Check(int monday, int offline, int inService)
    {
        var at = November.Mondays[monday];
        return new MondayCheck(at, inService, [.. Enumerable.Range(1, offline).Select(d => new OfflineDevice(d, at.AddHours(-d), OfflineCause.Device))]);
    }

    public static ScoreFacts Outage(DateTimeOffset notice, DateTimeOffset? recovered, ScoreMonth? month = null) => None with
    {
        Month = (month ?? November).Number,
        AsOf = (month ?? November).ClosesAt,
        Outages = [new OutageFacts(71, 3, notice, recovered)],
    };

    public static ScoreFacts Streams(MeasuredSize? main, MeasuredSize? sub) => None with { Streams = [new StreamFacts(3, main, sub)] };

    public static MeasuredSize Size(int width, int height) => new(width, height, November.From.AddDays(-40));

    public static ScoreResult Of(ScoreFacts facts) => ScoreComputation.Of(facts, ScoreRules.Annex7);

    public static int Points(ScoreFacts facts) => Of(facts).Deducted;
}
