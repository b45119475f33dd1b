using Grpc.Core;

using Onboarding.Hub.Api.Callers;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model;
using Onboarding.Model.Maintenance;
using Onboarding.Storage.Queries;

namespace Onboarding.Hub.Api;

/// <summary>Serves reviews of how the process did.</summary>
internal sealed class ReviewApi(AggregateReads reads, AggregateChanges changes) : V1.ReviewService.ReviewServiceBase
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
}
