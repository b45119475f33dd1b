using Microsoft.Extensions.Options;

namespace Onboarding.Hub.Api;

/// <summary>Keeps the hub from starting with settings that it cannot use.</summary>
internal sealed class ApiSettingsCheck : IValidateOptions<ApiSettings>
{
    public ValidateOptionsResult Validate(string? name, ApiSettings options) =>
        options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}
