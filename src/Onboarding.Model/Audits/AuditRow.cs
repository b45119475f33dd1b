using System.Collections.Immutable;
using System.Text.Json.Serialization;

using Onboarding.Model.Fields;

namespace Onboarding.Model.Audits;

/// <summary>One line of a file that a person imported for an audit. Whatever is null, the line said nothing of.</summary>
[JsonDerivedType(typeof(Deal), "deal")]
[JsonDerivedType(typeof(Churn), "churn")]
[JsonDerivedType(typeof(Feedback), "feedback")]
public abstract record AuditRow
{
    private AuditRow()
    {
    }

    /// <summary>Which kind of line it is.</summary>
    [JsonIgnore]
    public abstract AuditRowKind Kind { get; }

    /// <summary>What the line is about: a line with the key of an earlier one says more of the same, or corrects it.</summary>
    [JsonIgnore]
    public abstract string Key { get; }

    /// <summary>
    /// This line over an earlier one of the same kind and key: what it says holds, and of the rest what was said before.
    /// </summary>
    public abstract AuditRow Over(AuditRow earlier);

    /// <summary>A closed-won deal, or what a file adds to one that the hub knows from the CRM.</summary>
    /// <param name="Id">Id of the deal on its platform, or its key in the hub.</param>
    public sealed record Deal(string Id) : AuditRow
    {
        [JsonIgnore]
        public override AuditRowKind Kind => AuditRowKind.Deals;

        [JsonIgnore]
        public override string Key => Id;

        /// <summary>Id of the account on its platform, or its key in the hub.</summary>
        public string? Account { get; init; }

        public DateOnly? WonOn { get; init; }

        /// <summary>Key of the service tier.</summary>
        public string? Tier { get; init; }

        /// <summary>Day of the first thing that customer success or the customer did.</summary>
        public DateOnly? FirstActivityOn { get; init; }

        /// <summary>Day of the first-value milestone.</summary>
        public DateOnly? FirstValueOn { get; init; }

        /// <summary>Day on which the onboarding was complete.</summary>
        public DateOnly? CompletedOn { get; init; }

        /// <summary>What is known of account and deal by canonical name: texts, flags and numbers to compare by.</summary>
        public FieldMap Facts { get; init; } = FieldMap.None;

        /// <summary>Whether each handoff field that the file has a column for was filled in.</summary>
        public ImmutableSortedDictionary<string, bool> Handoff { get; init; } =
            ImmutableSortedDictionary.Create<string, bool>(StringComparer.Ordinal);

        public override AuditRow Over(AuditRow earlier) => earlier is Deal before
            ? this with
            {
                Account = Account ?? before.Account,
                WonOn = WonOn ?? before.WonOn,
                Tier = Tier ?? before.Tier,
                FirstActivityOn = FirstActivityOn ?? before.FirstActivityOn,
                FirstValueOn = FirstValueOn ?? before.FirstValueOn,
                CompletedOn = CompletedOn ?? before.CompletedOn,
                Facts = before.Facts.With(Facts),
                Handoff = before.Handoff.SetItems(Handoff),
            }
            : throw new ArgumentException("A deal goes over a deal.", nameof(earlier));
    }

    /// <summary>An account that left.</summary>
    /// <param name="Account">Id of the account on its platform, or its key in the hub.</param>
    /// <param name="ChurnedOn">Day on which it left.</param>
    /// <param name="Voluntary">Whether the customer chose to leave; null when nobody says.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record Churn(string Account, DateOnly ChurnedOn, bool? Voluntary = null, string? Reason = null) : AuditRow
    {
        [JsonIgnore]
        public override AuditRowKind Kind => AuditRowKind.Churn;

        [JsonIgnore]
        public override string Key => Account;

        public override AuditRow Over(AuditRow earlier) => earlier is Churn before
            ? this with { Voluntary = Voluntary ?? before.Voluntary, Reason = Reason ?? before.Reason }
            : throw new ArgumentException("A churn goes over a churn.", nameof(earlier));
    }

    /// <summary>What a customer said: in a survey, at the exit, on cancelling.</summary>
    /// <param name="Id">Its id in the source.</param>
    /// <param name="Text">The customer's words; null when only a score was given.</param>
    /// <param name="Score">Satisfaction as answered, 0 to 10.</param>
    /// <param name="GivenOn">When.</param>
    /// <param name="Account">Whose.</param>
    public sealed record Feedback(
        string Id, string? Text = null, int? Score = null, DateOnly? GivenOn = null, string? Account = null) : AuditRow
    {
        [JsonIgnore]
        public override AuditRowKind Kind => AuditRowKind.Feedback;

        [JsonIgnore]
        public override string Key => Id;

        public override AuditRow Over(AuditRow earlier) => earlier is Feedback before
            ? this with
            {
                Text = Text ?? before.Text,
                Score = Score ?? before.Score,
                GivenOn = GivenOn ?? before.GivenOn,
                Account = Account ?? before.Account,
            }
            : throw new ArgumentException("An answer goes over an answer.", nameof(earlier));
    }
}
