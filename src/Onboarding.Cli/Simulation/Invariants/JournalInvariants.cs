namespace Onboarding.Cli.Simulation.Invariants;

/// <summary>What the journal as a whole keeps, whatever an event is about.</summary>
internal static class JournalInvariants
{
    public static JournalPromise PositionsGrow { get; } =
        new("positions_grow", "Each event stands behind the one before it.");

    public static JournalPromise VersionsWithoutGaps { get; } =
        new("versions_without_gaps", "The events of one resource are numbered from 1 without gaps.");

    public static JournalPromise ContentMatchesHash { get; } =
        new("content_matches_hash", "Each event hashes to what its hash says.");

    public static JournalPromise TimeGoesForward { get; } =
        new("time_goes_forward", "No event of a resource is earlier than the one before it.");

    public static JournalPromise StartsFromHandoff { get; } =
        new("starts_from_handoff", "An onboarding starts from a handoff that is complete and stands.");

    public static JournalPromise OneOnboardingPerDeal { get; } =
        new("one_onboarding_per_deal", "A deal has at most one onboarding under way.");

    public static JournalPromise HandoffStarts { get; } =
        new("handoff_starts", "A handoff that is complete and stands has its onboarding, or says why not.");

    public static JournalPromise HandedOver { get; } =
        new("handed_over", "Who has left holds nothing any more of what is under way.");

    public static IReadOnlyList<JournalPromise> All { get; } =
    [
        PositionsGrow, VersionsWithoutGaps, ContentMatchesHash, TimeGoesForward, StartsFromHandoff,
        OneOnboardingPerDeal, HandoffStarts, HandedOver,
    ];
}
