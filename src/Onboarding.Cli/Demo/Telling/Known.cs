using Onboarding.Model.Fields;
using Onboarding.Model.Onboardings;
using Onboarding.Model.Resources;

namespace Onboarding.Cli.Demo.Telling;

/// <summary>What the journal has said so far that later events speak of by key only.</summary>
internal sealed class Known
{
    private readonly Dictionary<string, FieldMap> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnboardingState> _onboardings = new(StringComparer.Ordinal);

    public void Take(ResourceEvent.Revised revised) =>
        _fields[revised.Key] = _fields.GetValueOrDefault(revised.Key, FieldMap.None)
            .With(revised.Fields.Select(field => KeyValuePair.Create(field.Key, field.Value.Value)));

    /// <summary>The onboardings that are under way.</summary>
    public IEnumerable<OnboardingState> Active =>
        _onboardings.Values.Where(onboarding => onboarding.Phase == OnboardingPhase.Active);

    /// <summary>Gives the onboarding as it is after the event.</summary>
    public OnboardingState Take(string resource, OnboardingEvent happened) =>
        _onboardings[resource] = OnboardingEvolution.Evolve(_onboardings.GetValueOrDefault(resource), happened);

    /// <summary>The onboarding as it is, or null before its first event.</summary>
    public OnboardingState? Onboarding(string resource) => _onboardings.GetValueOrDefault(resource);

    /// <summary>Fields of an account or deal.</summary>
    public FieldMap Of(string key) => _fields.GetValueOrDefault(key, FieldMap.None);

    public string AccountName(string accountKey) => Of(accountKey).TextOf("name") ?? "An unknown customer";
}
