using FsCheck;
using FsCheck.Fluent;

using Onboarding.Model.Statistics;

using Xunit;

using Interval = Onboarding.Model.Statistics.Interval;

namespace Onboarding.Hub.Tests.Model.Statistics;

/// <summary>The statistics against worked examples of their sources and against slow references.</summary>
public sealed class SamplingTests
{
    [Theory]
    [InlineData(0.975, 1.959964)]
    [InlineData(0.9, 1.281552)]
    [InlineData(0.999, 3.090232)]
    [InlineData(0.025, -1.959964)]
    [InlineData(1e-9, -5.997807)]
    public void The_normal_quantile_is_good_to_six_digits(double share, double expected) =>
        Assert.Equal(expected, Normal.Quantile(share), 5e-6);

    [Fact]
    public void Wilsons_interval_is_that_of_the_worked_example()
    {
        Interval interval = new Proportion(12, 30).Interval()!;
        Assert.Equal(0.2459, interval.Low, 5e-5);
        Assert.Equal(0.5768, interval.High, 5e-5);
    }

    [Fact]
    [Trait("Requirement", "A23.8")]
    public void Newcombes_interval_is_that_of_his_first_example()
    {
        Difference difference = new Proportion(56, 70).Less(new Proportion(48, 80))!;
        Assert.Equal(0.2, difference.Value, 1e-9);
        Assert.Equal(0.0524, difference.Interval!.Low, 5e-5);
        Assert.Equal(0.3339, difference.Interval.High, 5e-5);
    }

    [Fact]
    public void Shares_at_the_ends_keep_an_interval_within_nought_and_one()
    {
        Assert.Equal(0, new Proportion(0, 8).Interval()!.Low, 1e-12);
        Assert.InRange(new Proportion(0, 8).Interval()!.High, 0.3, 0.35);
        Assert.Equal(1, new Proportion(8, 8).Interval()!.High, 1e-12);
    }

    [Fact]
    public void Of_too_few_cases_nothing_is_told()
    {
        Assert.Null(new Proportion(4, 4).Share);
        Assert.Null(new Proportion(4, 4).Interval());
        Assert.Null(Sample.Of([1, 2, 3, 4]).Median);
        Assert.Null(Sample.Of([1, 2, 3, 4]).Less(Sample.Of([1, 2, 3, 4, 5, 6])));
        Assert.Null(new Proportion(4, 4).Less(new Proportion(9, 10)));
    }

    [Fact]
    public void Five_cases_have_a_median_but_no_interval_of_95_percent()
    {
        Sample sample = Sample.Of([5, 1, 4, 2, 3]);
        Assert.Equal(3, sample.Median);
        Assert.Equal(2, sample.Quantile(0.25));
        Assert.Null(sample.MedianInterval());
    }

    [Fact]
    public void The_median_of_one_to_ten_lies_between_two_and_nine() =>
        Assert.Equal(new Interval(2, 9), Sample.Of(Enumerable.Range(1, 10)).MedianInterval());

    [Fact]
    public void A_large_sample_has_a_narrow_interval_around_its_median()
    {
        Sample sample = Sample.Of(Enumerable.Range(1, 5_001));
        Interval interval = sample.MedianInterval()!;
        Assert.Equal(2_501, sample.Median);
        Assert.InRange(interval.Low, 2_401, 2_440);
        Assert.InRange(interval.High, 2_562, 2_601);
    }

    [Fact]
    [Trait("Requirement", "A23.8")]
    public void Five_against_five_leaves_the_two_outermost_differences_out_on_each_side()
    {
        int[] mine = [10, 21, 32, 43, 54];
        int[] its = [1, 2, 4, 7, 11];
        int[] differences = [.. mine.SelectMany(one => its.Select(other => one - other)).Order()];
        Difference shift = Sample.Of(mine).Less(Sample.Of(its))!;
        Assert.Equal(differences[12], shift.Value);
        Assert.Equal(new Interval(differences[2], differences[22]), shift.Interval);
    }

    [Fact]
    public void The_shift_agrees_with_all_pairs_written_out()
    {
        Gen<int[]> days = Gen.ArrayOf(Gen.Choose(0, 90)).Where(values => values.Length is >= 5 and <= 40);
        Prop.ForAll(days.Zip(days).ToArbitrary(), pair =>
        {
            (int[] mine, int[] its) = pair;
            int[] all = [.. mine.SelectMany(one => its.Select(other => one - other)).Order()];
            double middle = all.Length % 2 == 1 ? all[all.Length / 2] : (all[(all.Length / 2) - 1] + all[all.Length / 2]) / 2.0;
            Difference there = Sample.Of(mine).Less(Sample.Of(its))!;
            Difference back = Sample.Of(its).Less(Sample.Of(mine))!;
            return there.Value == middle && back.Value == -there.Value
                && there.Interval?.Low == -back.Interval?.High;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20_261_122, 1));
    }

    [Fact]
    [Trait("Requirement", "A23.8")]
    public void Power_says_what_eight_cases_could_show()
    {
        // Quartiles at 40 and 60 days.
        Sample known = Sample.Of(Enumerable.Range(0, 201).Select(place => 30 + (place / 5)));
        Assert.Equal(20, known.Quantile(0.75) - known.Quantile(0.25));
        Assert.Equal(15.3, Power.SmallestShift(known, 8)!.Value, 0.05);
        Assert.Equal(0.46, Power.SmallestRise(new Proportion(80, 200), 8)!.Value, 1e-9);
        Assert.Null(Power.SmallestRise(new Proportion(190, 200), 5));
        Assert.Null(Power.SmallestShift(Sample.Of([7, 7, 7, 7, 7, 7]), 8));
    }
}
