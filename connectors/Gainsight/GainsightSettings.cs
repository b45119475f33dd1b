using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

using Onboarding.Connectors.Settings;

namespace Onboarding.Connectors.Gainsight;

/// <summary>
/// The settings of one tenant. Where the vendor's pages and live clients disagree, or say nothing, the answer is a
/// setting with a default and not a constant.
/// </summary>
internal sealed record GainsightSettings
{
    private const string AccessKeyMode = "accesskey";
    private const string OAuthMode = "oauth";

    public static ImmutableArray<SettingDefinition> Definitions { get; } =
    [
        new("BaseUrl", "Address of the tenant, such as https://acme.gainsightcloud.com or a domain of your own."),
        new("SignIn", "How the hub signs in: accesskey, or oauth for machine-to-machine OAuth.", AccessKeyMode),
        new("AccessKey", "Key from Administration > Connectors > Generate REST API Key; for accesskey.",
            Secret: true, Optional: true),
        new("ClientId", "Client id of the machine-to-machine application; for oauth.", Optional: true),
        new("ClientSecret", "Client secret of the machine-to-machine application; for oauth.",
            Secret: true, Optional: true),
        new("AccessKeyHeader", "Header that carries the access key.", "accesskey"),
        new("TokenPath", "Path of the sign-in for oauth.", "/v1/users/m2m/oauth/token"),
        new("QueryPath", "Path of the object query; {object} is the object's name.", "/v1/data/objects/query/{object}"),
        new("WritePath", "Path of object inserts and updates.", "/v1/data/objects/{object}"),
        new("CtaPath", "Path of CTA creates and updates.", "/v2/cockpit/cta/"),
        new("TaskPath", "Path of task creates and updates; modelled on that of CTAs.", "/v2/cockpit/task/"),
        new("ActivityPath", "Path of Timeline creates and updates.", "/v1/ant/es/activity"),
        new("DescribePath", "Path that describes one object.", "/v1/meta/services/objects/{object}/describe"),
        new("QueryRows", "Rows asked for in one query, 1 to 5000.", "5000"),
        new("FilterTimeFormat", "Form of instants in filters, in UTC and to the millisecond.",
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
        new("SpacedTimeOffset", "Offset from UTC of answers like '2026-03-01 10:15:30.0', such as 00:00 or -05:00.",
            "00:00"),
        new("EmptyCodes", "Error codes of a read that matches nothing, separated by ';'.", "GSOBJ_1011"),
        new("EmptyTexts", "Words in the error of a read that matches nothing, separated by ';'.",
            "no data found; no entity matches"),
        new("CockpitReadNames", "Where what Cockpit writes under a name is read, as name=path pairs separated by ';'.",
            "status=StatusId__gr.Name; priority=PriorityId__gr.Name; type=TypeId__gr.Name; reason=ReasonId__gr.Name; "
                + "OwnerEmail=OwnerId__gr.Email"),
        new("CtaDefaults", "Fields of each new CTA that the mapping does not write, as name=value pairs.",
            "type=Lifecycle; reason=Onboarding; priority=Medium"),
        new("CtaUpdateDefaults", "Fields of each update of a CTA; by default it leaves dates and owners of its tasks.",
            "dueDateCascade=NO; ownerCascade=NO"),
        new("TaskDefaults", "Fields of each new task that the mapping does not write.", "type=Action; priority=Medium"),
        new("NoteDefaults", "Fields of each new Timeline activity that the mapping does not write.",
            "ContextName=Company; TypeName=Update"),
    ];

    public required Uri BaseUrl { get; init; }

    /// <summary>The access key; null where the hub signs in with OAuth.</summary>
    public required Secret? AccessKey { get; init; }

    public required string ClientId { get; init; }

    public required Secret ClientSecret { get; init; }

    public required string AccessKeyHeader { get; init; }

    public required string TokenPath { get; init; }

    public required string QueryPath { get; init; }

    public required string WritePath { get; init; }

    public required string CtaPath { get; init; }

    public required string TaskPath { get; init; }

    public required string ActivityPath { get; init; }

    public required string DescribePath { get; init; }

    public required int QueryRows { get; init; }

    public required string FilterTimeFormat { get; init; }

    public required TimeSpan SpacedTimeOffset { get; init; }

    public required ImmutableArray<string> EmptyCodes { get; init; }

    public required ImmutableArray<string> EmptyTexts { get; init; }

    public required FrozenDictionary<string, string> CockpitReadNames { get; init; }

    public required FrozenDictionary<string, string> CtaDefaults { get; init; }

    public required FrozenDictionary<string, string> CtaUpdateDefaults { get; init; }

    public required FrozenDictionary<string, string> TaskDefaults { get; init; }

    public required FrozenDictionary<string, string> NoteDefaults { get; init; }

    /// <exception cref="SettingsException">A setting cannot be used; it is named with the remedy.</exception>
    public static GainsightSettings Read(ConnectionSettings settings)
    {
        bool usesKey = settings.Text("SignIn") switch
        {
            AccessKeyMode => true,
            OAuthMode => false,
            _ => throw new SettingsException("SignIn", "is no way to sign in", $"Give {AccessKeyMode} or {OAuthMode}."),
        };
        string[] needed = usesKey ? ["AccessKey"] : ["ClientId", "ClientSecret"];
        if (Array.Find(needed, name => settings.OptionalText(name) is null) is { } missing)
        {
            throw new SettingsException(missing, "is missing", $"Set it, as SignIn is {settings.Text("SignIn")}.");
        }

        return new GainsightSettings
        {
            BaseUrl = settings.Address("BaseUrl"),
            AccessKey = usesKey ? settings.Secret("AccessKey") : null,
            ClientId = settings.OptionalText("ClientId") ?? "",
            ClientSecret = new Secret(settings.OptionalText("ClientSecret") ?? ""),
            AccessKeyHeader = settings.Text("AccessKeyHeader"),
            TokenPath = settings.Text("TokenPath"),
            QueryPath = ObjectPath(settings, "QueryPath"),
            WritePath = ObjectPath(settings, "WritePath"),
            CtaPath = settings.Text("CtaPath"),
            TaskPath = settings.Text("TaskPath"),
            ActivityPath = settings.Text("ActivityPath"),
            DescribePath = ObjectPath(settings, "DescribePath"),
            QueryRows = RowCount(settings),
            FilterTimeFormat = TimeFormat(settings),
            SpacedTimeOffset = Offset(settings),
            EmptyCodes = Words(settings.Text("EmptyCodes")),
            EmptyTexts = Words(settings.Text("EmptyTexts")),
            CockpitReadNames = Pairs(settings, "CockpitReadNames"),
            CtaDefaults = Pairs(settings, "CtaDefaults"),
            CtaUpdateDefaults = Pairs(settings, "CtaUpdateDefaults"),
            TaskDefaults = Pairs(settings, "TaskDefaults"),
            NoteDefaults = Pairs(settings, "NoteDefaults"),
        };
    }

    /// <summary>An instant as filters take it.</summary>
    public string FilterTime(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(FilterTimeFormat, CultureInfo.InvariantCulture);

    // The settings hold a secret, so that the record's own text would show it to no use.
    public override string ToString() => $"settings of {BaseUrl.Host}";

    private static string ObjectPath(ConnectionSettings settings, string name) =>
        settings.Text(name).Contains(GainsightCalls.ObjectMark, StringComparison.Ordinal)
            ? settings.Text(name)
            : throw new SettingsException(
                name, "names no place for the object", $"Write {GainsightCalls.ObjectMark} in it.");

    private static int RowCount(ConnectionSettings settings) =>
        int.TryParse(settings.Text("QueryRows"), NumberStyles.None, CultureInfo.InvariantCulture, out int rows)
            && rows is >= 1 and <= GainsightStreams.QueryRowsMax
            ? rows
            : throw new SettingsException(
                "QueryRows", "is no count of rows", $"Give 1 to {GainsightStreams.QueryRowsMax}.");

    // A coarser form could not tell rows of one second apart, and more of them than a page would be read for ever.
    private static string TimeFormat(ConnectionSettings settings)
    {
        string format = settings.Text("FilterTimeFormat");
        var example = new DateTime(2026, 3, 1, 10, 15, 30, 123, DateTimeKind.Utc);
        try
        {
            if (DateTime.TryParseExact(
                example.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime back)
                && back == example)
            {
                return format;
            }
        }
        catch (FormatException)
        {
            // A form that .NET does not know is refused like one that loses the milliseconds.
        }

        throw new SettingsException(
            "FilterTimeFormat", "does not hold an instant to the millisecond",
            "Give a form like yyyy-MM-dd HH:mm:ss.fff.");
    }

    private static TimeSpan Offset(ConnectionSettings settings)
    {
        string text = settings.Text("SpacedTimeOffset");
        return TimeSpan.TryParseExact(
            text.TrimStart('+', '-'), "hh\\:mm", CultureInfo.InvariantCulture, out TimeSpan offset)
            && offset <= TimeSpan.FromHours(14)
            ? text.StartsWith('-') ? -offset : offset
            : throw new SettingsException(
                "SpacedTimeOffset", "is no offset", "Give hours and minutes, such as 00:00 or -05:00.");
    }

    private static ImmutableArray<string> Words(string text) =>
        [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static FrozenDictionary<string, string> Pairs(ConnectionSettings settings, string name)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string pair in Words(settings.Text(name)))
        {
            if (pair.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } field, { Length: > 0 } value]
                || !pairs.TryAdd(field, value))
            {
                throw new SettingsException(
                    name, "is no list of pairs", "Write name=value; name=value, each name once.");
            }
        }

        return pairs.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
