namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Error codes of the vendor: "Error Codes for Company, Relationship, and Custom Object APIs", "Error Codes for Person
/// API", "Call To Action (CTA) API Documentation" and "Timeline APIs".
/// </summary>
internal static class ErrorCodes
{
    public const string Unauthorized = "GS_APIG_2401";
    public const string TooLong = "GSOBJ_1001";
    public const string BadField = "GSOBJ_1002";
    public const string BadGsid = "GSOBJ_1004";
    public const string BadDateTime = "GSOBJ_1005";
    public const string BadDate = "GSOBJ_1006";
    public const string NullRefused = "GSOBJ_1007";
    public const string BadValue = "GSOBJ_1008";
    public const string NothingMatches = "GSOBJ_1011";
    public const string BadPicklistValue = "GSOBJ_1012";
    public const string BadPath = "GSOBJ_1023";
    public const string BadAuthorizationHeaders = "GSOBJ_1024";
    public const string PersonCompanyMissing = "GSOBJ_PEOPLE1001";
    public const string PersonBadEmail = "GSOBJ_VDTEMAIL1001";
    public const string PersonBadField = "GSOBJ_VCRUDR1002";
    public const string CtaBadSelect = "COCKPIT_5101";
    public const string CtaFieldMissing = "COCKPIT_9700";
    public const string CtaBadGsid = "COCKPIT_6007";
    public const string TimelineFieldMissing = "GS_TL_10_0206";
    public const string TimelineDuplicate = "GS_TL_10_0207";
    public const string TimelineContextMissing = "GS_TL_10_0213";
    public const string TimelineOther = "GS_TL_10_0500";
    public const string Unexpected = "GU_1101";
    public const string TooManyCalls = "GU_2400";
}
