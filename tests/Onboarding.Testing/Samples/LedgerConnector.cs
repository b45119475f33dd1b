using System.Collections.Immutable;

using Onboarding.Connectors;
using Onboarding.Connectors.Settings;
using Onboarding.Connectors.Streams;

namespace Onboarding.Testing.Samples;

/// <summary>
/// A connector that reads several streams with one call and writes; without upsert unless it is told otherwise.
/// </summary>
/// <param name="upserts">Whether records are created by external id.</param>
/// <param name="batchMax">Most records in one write.</param>
public sealed class LedgerConnector(bool upserts = false, int batchMax = 3) : Connector
{
    /// <summary>Native field that carries the hub's key.</summary>
    public const string KeyField = "hub_key";

    public override ConnectorDescriptor Descriptor { get; } = new()
    {
        Name = "ledger",
        Title = "Ledger",
        Settings = [],
        Streams =
        [
            Stream("users", null),
            Stream("accounts", new WriteDescriptor { BatchMax = batchMax, Upserts = upserts, KeyField = KeyField }),
            Stream("deals", null),
            Stream("roles", null),
            Stream("cases", new WriteDescriptor { BatchMax = batchMax, Upserts = upserts, KeyField = KeyField }),
            Stream("tasks", new WriteDescriptor { BatchMax = batchMax, Upserts = upserts, KeyField = KeyField, MarkersMax = 2 }),
            Stream("notes", new WriteDescriptor { BatchMax = batchMax, Upserts = upserts, KeyField = KeyField }),
            new StreamDescriptor
            {
                Name = LedgerWorld.Bin,
                Read = new ReadDescriptor(PageMax: 3, TellsDeletes: true) { IsDeleteLog = true },
            },
        ],
        Limits = [],
        ReadsPerCall = 8,
        Overlap = TimeSpan.FromMinutes(5),
    };

    public override string DefaultMapping => """
        streams:
          users:
            kind: person
            fields:
              mail: {to: email, direction: in}
          accounts:
            kind: account
            creates: true
            fields:
              name: name
              field: {to: industry, direction: in, rank: 10}
              manager: {to: owner_email, direction: in, references: users}
              stage: {to: onboarding_stage, direction: out}
          deals:
            kind: opportunity
            creates: true
            fields:
              name: {to: name, direction: in}
              account: {to: account_key, direction: in, references: accounts}
              won: {to: is_won, direction: in}
          roles:
            kind: stakeholder
            fields:
              deal: {to: opportunity_key, direction: in, references: deals}
              person: {to: contact_name, direction: in}
              role: {to: role, direction: in}
          cases:
            kind: onboarding
            fields:
              title: {to: title, direction: out}
              account: {to: account_key, direction: out, references: accounts}
              state: {to: state, direction: out}
          tasks:
            kind: task
            fields:
              title: {to: title, direction: out}
              case: {to: onboarding_key, direction: out, references: cases}
              owner: {to: owner_email, direction: both}
              state: {to: state, direction: both, values: {open: Open, completed: Done, skipped: Skipped}}
              due: {to: due_on, direction: out}
          notes:
            kind: note
            fields:
              subject: {to: subject, direction: out}
              body: {to: body, direction: out}
              account: {to: account_key, direction: out, references: accounts}

        """;

    public override Platform Open(ConnectionSettings settings) => new LedgerPlatform();

    private static StreamDescriptor Stream(string name, WriteDescriptor? write) =>
        new() { Name = name, Read = new ReadDescriptor(PageMax: 3, TellsDeletes: true), Write = write };
}
