// How sure is a number that was computed from a sample? Draw from the sample itself, again and again.
import { median, random, sub } from "@linnet/core";
import { loadIris } from "@linnet/data";
import { densityPlot, histogram } from "@linnet/plot";
import { bootstrap, mannWhitneyTest, permutationTest } from "@linnet/stats";

const { data } = loadIris();
const sepals = data.slice(":", 0); // 50 flowers of each species
const versicolor = sepals.slice("50:100");
const virginica = sepals.slice("100:150");
console.log(densityPlot({ versicolor, virginica }, { title: "Length of the sepals", xLabel: "cm", rug: true }));

// The median of 50 flowers, with an interval that needs no normal distribution.
const { estimate, interval, standardError, distribution } = bootstrap(versicolor, (sample) => median(sample), {
  resamples: 1000,
  rng: random(1),
  method: "percentile",
});
const [low, high] = interval;
console.log(`median of versicolor: ${estimate} cm, ± ${standardError.toFixed(3)}; 95 %: ${low} to ${high} cm`);
console.log(histogram(distribution, { title: "Medians of 1,000 draws from it", xLabel: "cm", bins: 12 }));

// Were there no difference, the labels could be shuffled.
const difference = (a: typeof sepals, b: typeof sepals) => sub(median(b), median(a));
const shuffled = permutationTest([versicolor, virginica], difference, { resamples: 999, rng: random(2) });
console.log(
  `virginica is longer by ${shuffled.statistic.toFixed(2)} cm; by shuffling, p = ${shuffled.pValue.toFixed(4)}`,
);
console.log(`by ranks (Mann and Whitney), p = ${mannWhitneyTest(versicolor, virginica).pValue.toExponential(2)}`);
