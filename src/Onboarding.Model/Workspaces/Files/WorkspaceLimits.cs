namespace Onboarding.Model.Workspaces.Files;

/// <summary>Bounds of a workspace file; the file as a whole is bounded by YamlDocument.</summary>
public static class WorkspaceLimits
{
    public const int NameLengthMax = 120;
    public const int TiersMax = 12;
    public const int RolesMax = 60;

    /// <summary>Most people in one role of one tier.</summary>
    public const int PeopleMax = 500;

    /// <summary>Most holidays, which is also what a calendar takes.</summary>
    public const int HolidaysMax = 366;

    /// <summary>Longest mail address, as RFC 5321 has it.</summary>
    public const int MailLengthMax = 254;
}
