using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

using Grpc.Core;

using Xunit;

namespace Onboarding.Hub.Tests.Api;

/// <summary>
/// Every method of the API is given every bad input that its request has a place for. The methods are found by
/// reflection, so a new one is walked as soon as it has a line in <see cref="AcmeWorld.Requests"/>, and missed until then.
/// </summary>
public sealed class BadInputTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly string s_huge = new('x', 600_000);

    private readonly RawCalls _calls = fixture.Host.Calls();

    public static TheoryData<string> Methods { get; } = new(Rpcs.All.Select(method => method.Name));

    [Fact]
    public void Every_method_has_a_request_that_would_succeed() => Assert.Equal(
        Rpcs.All.Select(method => method.Name).Order(StringComparer.Ordinal),
        AcmeWorld.Requests.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_name_of_the_wrong_form_is_refused(string method)
    {
        foreach (string wrong in new[] { "", "accounts", "workspaces/Acme!/accounts/1", "workspaces/acme/nonsense/7",
            "//", "workspaces/acme/accounts/7" })
        {
            await WithAsync(method, NameField(method), wrong, StatusCode.InvalidArgument, "NAME_INVALID");
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task What_does_not_exist_is_not_found(string method)
    {
        if (NameField(method) is { } field && !NamesWorkspace(method))
        {
            string unknown = IsRevision(method)
                ? "workspaces/acme/playbooks/unknown/revisions/1"
                : Swapped(TextOf(AcmeWorld.Requests[method], field));
            await WithAsync(method, field, unknown, StatusCode.NotFound, "NOT_FOUND");
        }

        if (NameField(method) is not null)
        {
            Failed failed = await _calls.FailAsync(Rpcs.Find(method), Moved(method, "nowhere"));
            Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), (failed.Code, failed.Reason));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Another_workspace_does_not_exist_for_a_caller(string method)
    {
        if (NameField(method) is not null)
        {
            Failed failed = await fixture.Host.Calls(ApiHost.MemberToken).FailAsync(
                Rpcs.Find(method), Moved(method, "globex"));
            Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), (failed.Code, failed.Reason));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_huge_text_is_refused(string method)
    {
        foreach (FieldDescriptor field in Fields(method).Where(field => field.FieldType == FieldType.String))
        {
            await WithAsync(method, field.Name, s_huge, StatusCode.InvalidArgument, "INVALID_FIELD");
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_value_that_is_no_such_thing_is_refused(string method)
    {
        foreach (FieldDescriptor field in Fields(method))
        {
            object? wrong = field switch
            {
                { FieldType: FieldType.Enum } => System.Enum.ToObject(field.EnumType.ClrType, 99),
                { FieldType: FieldType.Message } when field.MessageType == V1.Date.Descriptor =>
                    new V1.Date { Year = 2026, Month = 2, Day = 31 },
                { FieldType: FieldType.Message } when field.MessageType == Duration.Descriptor =>
                    new Duration { Seconds = -5 },
                { FieldType: FieldType.Message } when field.MessageType == Timestamp.Descriptor =>
                    new Timestamp { Seconds = long.MaxValue },
                { FieldType: FieldType.Message } when field.MessageType == V1.FieldValue.Descriptor =>
                    new V1.FieldValue { NumberValue = "1e400" },
                { FieldType: FieldType.Int64 } => -1L,
                _ => null,
            };
            if (wrong is not null)
            {
                await WithAsync(method, field.Name, wrong, StatusCode.InvalidArgument, "INVALID_FIELD");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_mask_must_name_what_can_be_set(string method)
    {
        await WithAsync(method, "update_mask", new FieldMask { Paths = { "no_such_field" } },
            StatusCode.InvalidArgument, "FIELD_MASK_INVALID");
        await WithAsync(method, "update_mask", new FieldMask { Paths = { "name" } }, StatusCode.InvalidArgument,
            "FIELD_MASK_INVALID");
        await WithAsync(method, "update_mask", new FieldMask(), StatusCode.InvalidArgument, "FIELD_MASK_INVALID");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_stale_etag_is_refused(string method)
    {
        string? field = Fields(method).Any(known => known.Name == "etag") ? "etag"
            : Fields(method).Where(known =>
                known.FieldType == FieldType.Message && method.StartsWith("Update", StringComparison.Ordinal))
                .Where(known => known.MessageType.FindFieldByName("etag") is not null).Select(known =>
                    $"{known.Name}.etag").FirstOrDefault();
        if (field is not null && !IsPublication(method))
        {
            await WithAsync(method, field, "999", StatusCode.Aborted, "ETAG_MISMATCH");
        }
        else if (IsPublication(method))
        {
            await WithAsync(method, "etag", "999", StatusCode.Aborted, "ETAG_MISMATCH");
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_request_id_is_required_and_belongs_to_one_call(string method)
    {
        foreach (string wrong in new[] { "", "two words", "tab\t", "ünïcode", new string('x', 129) })
        {
            await WithAsync(method, "request_id", wrong, StatusCode.InvalidArgument, "REQUEST_ID_INVALID");
        }

        await WithAsync(method, "request_id", AcmeWorld.UsedRequestId, StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_page_is_asked_for_properly(string method)
    {
        await WithAsync(method, "page_size", -1, StatusCode.InvalidArgument, "PAGE_SIZE_INVALID");
        await WithAsync(method, "page_token", "garbage!", StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        var accounts = new V1.ListAccountsRequest { Parent = AcmeWorld.Workspace, PageSize = 1, Owner = "" };
        V1.ListAccountsResponse page = await _calls.CallAsync<V1.ListAccountsResponse>("ListAccounts", accounts);
        Assert.NotEmpty(page.NextPageToken);
        IMessage request = method == "ListAccounts"
            ? new V1.ListAccountsRequest { Parent = AcmeWorld.Workspace, Tier = "high_touch" }
            : AcmeWorld.Requests[method];
        await WithAsync(method, request, "page_token", page.NextPageToken, StatusCode.InvalidArgument,
            "PAGE_TOKEN_INVALID");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_resume_token_belongs_to_its_watch(string method) =>
        await WithAsync(method, "resume_token", "garbage!", StatusCode.InvalidArgument, "RESUME_TOKEN_INVALID");

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Whoever_is_unknown_learns_nothing(string method)
    {
        foreach (string? token in new[] { null, "wrong" })
        {
            Failed failed = await fixture.Host.Calls(token).FailAsync(Rpcs.Find(method), AcmeWorld.Requests[method]);
            Assert.Equal((StatusCode.Unauthenticated, "CALLER_UNKNOWN"), (failed.Code, failed.Reason));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_viewer_changes_nothing(string method)
    {
        if (Fields(method).Any(field => field.Name == "request_id"))
        {
            Failed failed = await fixture.Host.Calls(ApiHost.ViewerToken).FailAsync(Rpcs.Find(method),
                AcmeWorld.Requests[method]);
            Assert.Equal((StatusCode.PermissionDenied, "ROLE_REQUIRED"), (failed.Code, failed.Reason));
        }
    }

    private static bool IsRevision(string method) => method is "GetPlaybookRevision" or "RenderPlaybookDocument";

    private static bool IsPublication(string method) => method == "PublishPlaybookRevision";

    private static IList<FieldDescriptor> Fields(string method) =>
        Rpcs.Find(method).InputType.Fields.InDeclarationOrder();

    /// <summary>The field that names what the call is about, or null when it is about nothing that exists.</summary>
    private static string? NameField(string method)
    {
        if (Fields(method).FirstOrDefault(field => field.Name is "name" or "parent") is { } direct)
        {
            return direct.Name;
        }

        FieldDescriptor? updated = method.StartsWith("Update", StringComparison.Ordinal)
            ? Fields(method).First(field => field.FieldType == FieldType.Message)
            : null;
        return updated is null ? null : $"{updated.Name}.name";
    }

    private static bool NamesWorkspace(string method) =>
        NameField(method) is { } field && TextOf(AcmeWorld.Requests[method], field) == AcmeWorld.Workspace;

    /// <summary>The request with everything that it names moved to another workspace.</summary>
    private static IMessage Moved(string method, string workspace)
    {
        IMessage request = AcmeWorld.Requests[method];
        string json = JsonFormatter.Default.Format(request)
            .Replace("workspaces/acme", $"workspaces/{workspace}", StringComparison.Ordinal);
        return JsonParser.Default.Parse(json, request.Descriptor);
    }

    private static string Swapped(string name)
    {
        string[] parts = name.Split('/');
        parts[^1] = Guid.TryParse(parts[^1], out _) ? "00000000-0000-7000-8000-000000000000" : "unknown";
        return string.Join('/', parts);
    }

    private static string TextOf(IMessage message, string path)
    {
        foreach (string part in path.Split('.')[..^1])
        {
            message = (IMessage)message.Descriptor.FindFieldByName(part).Accessor.GetValue(message);
        }

        return (string)message.Descriptor.FindFieldByName(path.Split('.')[^1]).Accessor.GetValue(message);
    }

    private static IMessage With(IMessage request, string path, object value)
    {
        IMessage copy = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        IMessage at = copy;
        string[] parts = path.Split('.');
        foreach (string part in parts[..^1])
        {
            at = (IMessage)at.Descriptor.FindFieldByName(part).Accessor.GetValue(at);
        }

        at.Descriptor.FindFieldByName(parts[^1]).Accessor.SetValue(at, value);
        return copy;
    }

    private Task WithAsync(string method, string? path, object value, StatusCode code, string reason) =>
        WithAsync(method, AcmeWorld.Requests[method], path, value, code, reason);

    /// <summary>Sends the request with one field changed; a request that has no such field has nothing to show.</summary>
    private async Task WithAsync(
        string method, IMessage request, string? path, object value, StatusCode code, string reason)
    {
        if (path is null || Fields(method).All(field => field.Name != path.Split('.')[0]))
        {
            return;
        }

        Failed failed = await _calls.FailAsync(Rpcs.Find(method), With(request, path, value));
        Assert.Equal((method, path, code, reason), (method, path, failed.Code, failed.Reason));
    }
}
