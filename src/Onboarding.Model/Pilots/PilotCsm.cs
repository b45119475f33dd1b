namespace Onboarding.Model.Pilots;

/// <summary>Somebody who was designated to run the pilot's onboardings.</summary>
/// <param name="Email">Mail address.</param>
/// <param name="TrainedOn">Day of the training that was attended; null while there was none.</param>
public sealed record PilotCsm(string Email, DateOnly? TrainedOn);
