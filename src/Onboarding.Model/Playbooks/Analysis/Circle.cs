namespace Onboarding.Model.Playbooks.Analysis;

/// <summary>Finds circles in what points to what.</summary>
internal static class Circle
{
    /// <summary>
    /// Circles such that every node on some circle is on a named one or behind one; each as a path that ends where it
    /// begins. Without recursion, because the length of a chain is the author's choice.
    /// </summary>
    public static IEnumerable<IReadOnlyList<string>> Find(
        IEnumerable<string> nodes, Func<string, IEnumerable<string>> next)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (string start in nodes)
        {
            var path = new List<string>();
            var open = new Stack<IEnumerator<string>>();
            Enter(start, path, open, done, next);
            while (open.TryPeek(out IEnumerator<string>? here))
            {
                if (!here.MoveNext())
                {
                    open.Pop().Dispose();
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                int at = path.IndexOf(here.Current);
                if (at >= 0)
                {
                    yield return [.. path[at..], here.Current];
                    continue;
                }

                Enter(here.Current, path, open, done, next);
            }
        }
    }

    private static void Enter(
        string node,
        List<string> path,
        Stack<IEnumerator<string>> open,
        HashSet<string> done,
        Func<string, IEnumerable<string>> next)
    {
        if (done.Add(node))
        {
            path.Add(node);
            open.Push(next(node).GetEnumerator());
        }
    }
}
