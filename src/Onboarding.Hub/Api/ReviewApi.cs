using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Hub.Maintenance;
using Onboarding.Model;
using Onboarding.Model.Maintenance;
using Onboarding.Model.Workspaces;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves reviews of how the process did.</summary>
internal sealed class ReviewApi(AggregateReads reads, AggregateChanges changes, PortfolioReads portfolio, TimeProvider clock)
    : V1.ReviewService.ReviewServiceBase
{
    public override async Task<V1.Review> GetReview(V1.GetReviewRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Reviews);
        return Reviews.ToWire(await reads.GetAsync(Aggregates.Review, name, request.AsOf, context.CancellationToken));
    }

    public override async Task<V1.ListReviewsResponse> ListReviews(V1.ListReviewsRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        var filter = new AggregateFilter { State = request.OpenOnly ? "open" : null };
        (IEnumerable<Held<ReviewState>> shown, string next) = await reads.PageAsync(
            parent.Workspace, Aggregates.Review, Collection.Reviews, filter, PageQuery.Of(request, context),
            context.CancellationToken);
        return new V1.ListReviewsResponse { Reviews = { shown.Select(Reviews.ToWire) }, NextPageToken = next };
    }

    public override async Task<V1.Review> AnswerFinding(V1.AnswerFindingRequest request, ServerCallContext context)
    {
        ResourceName name = context.Resource(request.Name, Collection.Reviews);
        Change change = Change.Of(request, name, CallerRole.Member, context) with { Field = "rule" };
        var answer = new ReviewCommand.Answer(
            Texts.Words(request.Rule, "rule"), Texts.Mail(request.Person, "person"), Texts.Words(request.Action, "action"));
        return Reviews.ToWire(await changes.ChangeAsync(change, Aggregates.Review, answer));
    }

    public override async Task<V1.PortfolioReport> GetPortfolioReport(
        V1.GetPortfolioReportRequest request, ServerCallContext context)
    {
        ResourceName parent = context.Workspace(request.Parent);
        DateOnly? from = request.WonFrom is null ? null : Wire.Day(request.WonFrom, "won_from");
        DateOnly? until = request.WonUntil is null ? null : Wire.Day(request.WonUntil, "won_until");
        CancellationToken token = context.CancellationToken;
        WorkspaceSettings settings = (await reads.GetAsync(Aggregates.Workspace, parent, token)).State.Settings;
        IReadOnlyCollection<PortfolioEntry> all = await portfolio.OnboardingsAsync(parent.Workspace, token);
        return Reviews.ToWire(
            parent,
            PortfolioReport.Of(
                [
                    .. all.Where(entry => (from is null || entry.WonOn >= from) && (until is null || entry.WonOn < until)
                        && (request.Tier.Length == 0 || entry.Tier == request.Tier)),
                ],
                settings.Calendar.DayOf(clock.GetUtcNow()),
                await portfolio.BaselineAsync(parent.Workspace, token)));
    }
}
