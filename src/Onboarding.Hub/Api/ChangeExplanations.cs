using System.Globalization;

using Google.Protobuf;

using Grpc.Core;

using Onboarding.Hub.Api.Failures;
using Onboarding.Hub.Api.Requests;
using Onboarding.Hub.Api.Translation;
using Onboarding.Model.Journal;

namespace Onboarding.Hub.Api;

/// <summary>Says who changed a field or piece of a resource, and because of what.</summary>
internal sealed class ChangeExplanations(StreamReads streams, CauseChains chains)
{
    /// <summary>Most changes of a page: each is traced back by itself, with a few reads for each link.</summary>
    private const int PageMax = 100;

    public async Task<V1.ExplainChangeResponse> ExplainAsync(
        V1.ExplainChangeRequest request, ServerCallContext context)
    {
        (ResourceName name, StreamId stream) = ResourceName.ReadAggregate(request.Name, "name");
        context.Seen(name);
        var page = PageQuery.Of(request, context, PageMax);
        long before = page.AfterNumber() ?? long.MaxValue;
        var view = ResourceView.Of(stream);
        var path = MessagePath.Read(Texts.Words(request.Path, "path"), "path", view.Descriptor);
        List<JournalEvent> events = await streams.ReadAsync(name.Workspace, stream, context.CancellationToken);
        if (events.Count == 0)
        {
            throw Refuse.NotFound(name.ToString());
        }

        List<ValueChange> found =
            [.. Changes(path, events, view.After(name, events)).Where(one => one.Event.Version < before).Reverse()];
        (IEnumerable<ValueChange> shown, string next) =
            page.Cut([.. found.Take(page.Rows)], one => PageQuery.Place(one.Event.Version));
        var response = new V1.ExplainChangeResponse { NextPageToken = next };
        foreach (ValueChange change in shown)
        {
            response.Changes.Add(
                ToWire(request.Path, change, await chains.OfAsync(change.Event, context.CancellationToken)));
        }

        return response;
    }

    private static IEnumerable<ValueChange> Changes(
        MessagePath path, IEnumerable<JournalEvent> events, IEnumerable<IMessage> after)
    {
        string before = "";
        foreach ((JournalEvent journaled, IMessage message) in events.Zip(after))
        {
            string value = path.ValueIn(message);
            if (value != before)
            {
                yield return new ValueChange(journaled, before, value);
                before = value;
            }
        }
    }

    private static V1.ExplainedChange ToWire(string path, ValueChange change, List<V1.ChangeCause> causes)
    {
        V1.ChangeCause first = causes[^1];
        string how = causes.Count switch
        {
            1 => "",
            2 => ", one event before",
            _ => $", {causes.Count - 1} events before",
        };
        string when = change.Event.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new V1.ExplainedChange
        {
            Before = change.Before,
            After = change.After,
            Actor = first.Actor,
            Origin = Origins.KindOf(first.Cause),
            ChangeTime = Wire.Of(change.Event.Time),
            Explanation = $"{path} changed on {when} UTC by {Words(change.Event.Type)}; it began with "
                + $"{Words(first.Type)} of {first.Resource}{how}: {first.Explanation}.",
            Causes = { causes },
        };
    }

    private static string Words(string type) => type.Replace('_', ' ');

    private sealed record ValueChange(JournalEvent Event, string Before, string After);
}
