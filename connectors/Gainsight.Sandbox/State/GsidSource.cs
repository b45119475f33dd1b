namespace Onboarding.Connectors.Gainsight.Sandbox;

/// <summary>
/// Gives out GSIDs of 36 characters. In vendor samples ("Data Management APIs") the first 18 are the key prefix of the
/// object, the rest looks random; ids do not grow with time, so they say nothing of the order of creation.
/// </summary>
internal sealed class GsidSource(long seed)
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int KeyPrefixLength = 18;
    private const int Length = 36;
    private long _next;

    public string KeyPrefix(Table table)
    {
        var salt = table.Name.Aggregate(7L, (sum, letter) => (sum * 31) + letter);
        var count = KeyPrefixLength - table.Prefix.Length;
        return table.Prefix + Letters(count, place => SeededNumbers.Mix(seed, place, salt));
    }

    public string Next(Table table)
    {
        var id = ++_next;
        return table.KeyPrefix + Letters(Length - KeyPrefixLength, place => SeededNumbers.Mix(seed, place, id));
    }

    private static string Letters(int count, Func<long, ulong> number) =>
        string.Create(count, number, static (span, draw) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Digits[(int)(draw(i) % 36)];
            }
        });
}
