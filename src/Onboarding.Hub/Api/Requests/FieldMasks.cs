using Google.Protobuf.WellKnownTypes;

using Onboarding.Hub.Api.Failures;

namespace Onboarding.Hub.Api.Requests;

/// <summary>Reads update masks.</summary>
internal static class FieldMasks
{
    private const string Everything = "*";

    /// <summary>The paths of a mask, each once; "*" stands for all that can be set.</summary>
    /// <exception cref="RefusedException">The mask is empty or names what cannot be set.</exception>
    public static IReadOnlyCollection<string> Read(FieldMask? mask, IReadOnlyCollection<string> settable)
    {
        if (mask is null || mask.Paths.Count == 0)
        {
            throw Refuse.Mask("", "update_mask is missing; name the fields to set.");
        }

        if (mask.Paths.FirstOrDefault(path =>
            path != Everything && !settable.Contains(path, StringComparer.Ordinal)) is { } wrong)
        {
            string known = string.Join(", ", settable);
            throw Refuse.Mask(
                wrong.Length > 200 ? wrong[..200] : wrong, $"update_mask names what cannot be set; it takes {known}, or *.");
        }

        return mask.Paths.Contains(Everything) ? settable : [.. mask.Paths.Distinct(StringComparer.Ordinal)];
    }
}
