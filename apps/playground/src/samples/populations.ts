// Three populations that drifted apart, and people whose genes alone say where they come from.
import { type NDArray, array, concat, div, full, mean, mul, random, sqrt, stack, sub } from "@linnet/core";
import { svd } from "@linnet/linalg";
import { scatter } from "@linnet/plot";
import { Beta, KMeans, adjustedRandIndex } from "@linnet/stats";

const [populations, people, markers, fst] = [3, 40, 2000, 0.02];
const rng = random(1);

// Balding and Nichols (1995): a marker has the frequency p among the ancestors, and in each population one that is
// drawn around it with variance F·p·(1 − p).
const ancestral = rng.uniform([markers], { low: 0.1, high: 0.9 }).toArray();
const drift = (1 - fst) / fst;
const genotypes = Array.from({ length: populations }, (): NDArray => {
  const drifted = stack(ancestral.map((p) => new Beta(p * drift, (1 - p) * drift).sample(rng, [])));
  const allele = () => rng.uniform([people, markers]).less(drifted).astype("float64");
  return allele().add(allele()); // 0, 1 or 2 copies: one from each parent
});
const G = concat(genotypes); // [people, markers]

// Patterson, Price and Reich (2006): each marker in units of what drift alone would spread it.
const p = mean(G, { axis: 0 }).div(2);
const spread = sqrt(mul(mul(p, sub(1, p)), 2));
const X = div(sub(G, mul(p, 2)), spread);
const { U, S } = svd(X);

const labels = concat(Array.from({ length: populations }, (_, k) => full([people], k, { dtype: "int32" })));
const axes = mul(U.slice(":", ":2"), S.slice(":2"));
const names = ["first", "second"].map((word) => `${word} principal component`) as [string, string];
console.log(
  scatter(axes, {
    labels,
    classNames: ["A", "B", "C"],
    title: "120 people, by 2,000 markers",
    xLabel: names[0],
    yLabel: names[1],
  }),
);

const variance = mul(S, S).div(markers).toArray();
console.log("variance along the first axes:", array(variance.slice(0, 5)));
const groups = KMeans.fit(axes, { clusters: populations, rng: random(2) }).predict(axes);
console.log(
  `Three groups, found by these two numbers: agreement ${adjustedRandIndex(groups, labels).toFixed(3)} (1 is all).`,
);
// Axes of noise hide populations that have drifted less than this (Baik, Ben Arous and Péché, 2005).
const least = Math.sqrt((populations * people) / markers) / (2 * people);
console.log(`Structure can be seen from F = ${least.toFixed(4)} on; here F is ${fst}.`);
