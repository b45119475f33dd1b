using System.Collections.Immutable;

using Onboarding.Connectors.Calls;
using Onboarding.Connectors.Failures;
using Onboarding.Connectors.Setup;
using Onboarding.Connectors.Streams;
using Onboarding.Connectors.Writes;

namespace Onboarding.Connectors;

/// <summary>
/// One connection's way to speak to its platform: it makes requests and reads responses, both as values. It sends
/// nothing, waits for nothing and retries nothing: the hub owns every loop. All members are pure, may run at the same
/// time, and never see a response that <see cref="Classify"/> called a failure, unless they say so.
/// </summary>
public abstract class Platform
{
    /// <summary>Root of the platform's addresses for calls made before sign-in, such as https://acme.my.salesforce.com.</summary>
    public abstract Uri BaseAddress { get; }

    /// <summary>The call that signs in, or null where a fixed credential goes with every call.</summary>
    public abstract PlatformRequest? SignIn(DateTimeOffset now);

    /// <summary>Reads the answer to <see cref="SignIn"/>; sees failures too, because platforms shape them differently there.</summary>
    /// <exception cref="ConnectorException">Sign-in was refused.</exception>
    public abstract PlatformSession ReadSignIn(PlatformResponse response);

    /// <summary>The session to use where <see cref="SignIn"/> is null.</summary>
    public abstract PlatformSession FixedSession { get; }

    /// <summary>Adds the credential to a request.</summary>
    public abstract PlatformRequest Authorize(PlatformRequest request, PlatformSession session);

    /// <summary>
    /// What is wrong with a response as a whole, or null when it can be read. Rows that failed inside a batch are not
    /// the response's failure; see <see cref="ReadOutcomes"/>.
    /// </summary>
    public abstract Failure? Classify(PlatformRequest request, PlatformResponse response);

    /// <summary>What the platform says of its limits in a response; null when it says nothing.</summary>
    public virtual LimitReading? ReadLimit(PlatformResponse response) => null;

    /// <summary>One call that reads one page of each stream; at most <see cref="ConnectorDescriptor.ReadsPerCall"/> of them.</summary>
    public abstract PlatformRequest Read(ImmutableArray<StreamRead> reads);

    /// <summary>The pages of a response to <see cref="Read"/>, in the order of the reads. A page may itself be a failure.</summary>
    public abstract ImmutableArray<PageOutcome> ReadPages(ImmutableArray<StreamRead> reads, PlatformResponse response);

    /// <summary>A cursor that lies <paramref name="overlap"/> before the given one.</summary>
    public virtual string StepBack(string cursor, TimeSpan overlap) =>
        TimeIdCursor.Decode(cursor).StepBack(overlap).Encode();

    /// <summary>
    /// A cursor ahead of everything that is changed at a time or later, to go on from once all before it was read. Null
    /// where it would not lie behind <paramref name="after"/>, or where cursors are no times.
    /// </summary>
    public virtual string? CursorAt(string? after, DateTimeOffset time) =>
        after is not null && TimeIdCursor.Decode(after).Time >= time ? null : new TimeIdCursor(time, "").Encode();

    /// <summary>One call that writes a batch of at most <see cref="WriteDescriptor.BatchMax"/> records of one stream.</summary>
    public virtual PlatformRequest Write(WriteBatch batch) =>
        throw new ConnectorException(FailureKind.Unsupported, $"{batch.Stream} cannot be written.");

    /// <summary>
    /// What became of each record of a batch, in its order. Sees failures of kind RecordRejected too, where a platform
    /// refuses a whole batch for one record: then every outcome is <see cref="WriteOutcome.BatchRefused"/>.
    /// </summary>
    public virtual ImmutableArray<WriteOutcome> ReadOutcomes(WriteBatch batch, PlatformResponse response) =>
        throw new ConnectorException(FailureKind.Unsupported, $"{batch.Stream} cannot be written.");

    /// <summary>
    /// One call that looks for records by the marker that went with their create, where the platform has no upsert.
    /// </summary>
    public virtual PlatformRequest FindMarked(string stream, ImmutableArray<string> markers) =>
        throw new ConnectorException(FailureKind.Unsupported, $"{stream} has no marker.");

    /// <summary>The records found, by marker. More than one record for a marker is a twin and all are given.</summary>
    public virtual ImmutableArray<MarkedRecord> ReadMarked(string stream, PlatformResponse response) =>
        throw new ConnectorException(FailureKind.Unsupported, $"{stream} has no marker.");

    /// <summary>The steps that prepare the platform for the hub (fields, permissions, rules), in order; empty when there are none.</summary>
    public virtual ImmutableArray<SetupStep> Setup => [];
}
