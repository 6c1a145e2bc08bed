using Portal.Shell;

namespace Portal.Scoring;

/// <summary>How a score looks.</summary>
internal static class ScoreTones
{
    /// <summary>So little above the threshold that the next check may take it below.</summary>
    private const int Near = 20;

    public static Tone Of(int score, int threshold) => score < threshold ? Tone.Danger : score < threshold + Near ? Tone.Warning : Tone.Done;
}
