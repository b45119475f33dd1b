using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Onboarding.Connectors.Salesforce.Sandbox;

/// <summary>
/// The platform's refusal of a call, a row or a direct edit of the world. Shape and codes follow the "REST API
/// Developer Guide, Status Codes and Error Responses".
/// </summary>
public sealed class SalesforceRefusedException : Exception
{
    internal SalesforceRefusedException(string code, string message, params ImmutableArray<string> fields)
        : this([new SalesforceError(code, message, fields)])
    {
    }

    internal SalesforceRefusedException(ImmutableArray<SalesforceError> errors)
        : base(string.Join(" ", errors.Select(e => $"{e.Code}: {e.Message}"))) => Errors = errors;

    /// <summary>The reasons, at least one.</summary>
    public ImmutableArray<SalesforceError> Errors { get; }

    /// <summary>The code of the first reason, such as <c>FIELD_CUSTOM_VALIDATION_EXCEPTION</c>.</summary>
    public string Code => Errors[0].Code;

    /// <summary>The HTTP code that a refusal of the whole call carries.</summary>
    internal int HttpCode { get; init; } = 400;

    /// <summary>A member that the first error carries besides code, message and fields.</summary>
    internal KeyValuePair<string, JsonNode>? Detail { get; init; }

    internal static SalesforceRefusedException NotFound(string message = "The requested resource does not exist") =>
        new("NOT_FOUND", message) { HttpCode = 404 };

    internal static SalesforceRefusedException Deleted() =>
        new("ENTITY_IS_DELETED", "entity is deleted") { HttpCode = 404 };

    internal static SalesforceRefusedException Locked() =>
        new("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records");
}
