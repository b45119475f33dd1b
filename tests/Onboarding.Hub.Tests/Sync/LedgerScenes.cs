using Onboarding.Testing.Samples;

namespace Onboarding.Hub.Tests.Sync;

/// <summary>What a ledger holds at first.</summary>
internal static class LedgerScenes
{
    public static string[] Streams => ["users", "accounts", "deals", "roles", "cases", "tasks", "notes"];

    /// <summary>
    /// Two users, three accounts, two deals and a role: more accounts than one page with the deals' waits.
    /// </summary>
    public static void Fill(LedgerWorld world)
    {
        world.Put("users", "u1", ("mail", "Ann@example.com"));
        world.Put("users", "u2", ("mail", "bob@example.com"));
        world.Put("accounts", "a1", ("name", "Acme"), ("field", "Steel"), ("manager", "u1"));
        world.Put("accounts", "a2", ("name", "Bolt"), ("field", "Wood"), ("manager", "u2"));
        world.Put("accounts", "a3", ("name", "Coil"), ("field", "Wire"));
        world.Put("deals", "d1", ("name", "Acme first"), ("account", "a1"), ("won", false));
        world.Put("deals", "d2", ("name", "Bolt first"), ("account", "a2"), ("won", true));
        world.Put("roles", "r1", ("deal", "d1"), ("person", "Cy"), ("role", "Sponsor"));
    }
}
