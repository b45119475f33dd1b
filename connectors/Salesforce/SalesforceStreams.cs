using System.Collections.Immutable;

using Onboarding.Connectors.Failures;

namespace Onboarding.Connectors.Salesforce;

/// <summary>The objects that the hub reads and writes, what others refer to first.</summary>
internal static class SalesforceStreams
{
    /// <summary>The unique external id that holds the hub's key on every object that is written; set-up makes it.</summary>
    public const string KeyField = "Hub_Key__c";

    public static ImmutableArray<SalesforceStream> All { get; } =
    [
        // A user is never deleted, only switched off.
        new("User", KeepsDeleted: false, Merges: false, Writes: false),
        new("Account", KeepsDeleted: true, Merges: true, Writes: true),
        new("Contact", KeepsDeleted: true, Merges: true, Writes: true),
        new("Opportunity", KeepsDeleted: true, Merges: false, Writes: true),
        // A role that is added or removed does not touch its opportunity (failure K7), so it is a stream of its own.
        new("OpportunityContactRole", KeepsDeleted: true, Merges: false, Writes: false),
    ];

    public static SalesforceStream Of(string name) =>
        All.FirstOrDefault(stream => stream.Name == name)
        ?? throw new ConnectorException(FailureKind.Unsupported, $"Salesforce has no stream {name} for the hub.");
}
