namespace Onboarding.Model.Onboardings.Migrations;

/// <summary>A message of the playbook that, by a migration, does not come any more or never does.</summary>
/// <param name="Key">Its key in the playbook.</param>
/// <param name="Title">Its title in the playbook.</param>
/// <param name="Words">Why.</param>
public sealed record DroppedMessage(string Key, string Title, string Words);
