namespace Onboarding.Storage.Databases;

/// <summary>States as they lie in columns: the name in lower case.</summary>
internal static class StateText
{
    public static string Of<TState>(TState state)
        where TState : struct, Enum => Names<TState>.All[state];

    public static TState Read<TState>(string text)
        where TState : struct, Enum => Enum.Parse<TState>(text, ignoreCase: true);

    private static class Names<TState>
        where TState : struct, Enum
    {
        public static IReadOnlyDictionary<TState, string> All { get; } =
            Enum.GetValues<TState>().ToDictionary(state => state, state => state.ToString().ToLowerInvariant());
    }
}
