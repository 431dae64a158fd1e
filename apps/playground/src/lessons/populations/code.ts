import {
  type NDArray,
  add,
  array,
  concat,
  div,
  full,
  matmul,
  mean,
  mul,
  random,
  sqrt,
  stack,
  sub,
  sum,
} from "@linnet/core";
import { eigh } from "@linnet/linalg";
import { barChart } from "@linnet/plot";
import { Beta, KMeans, adjustedRandIndex } from "@linnet/stats";

export interface Inputs {
  readonly populations: number;
  /** How far they have drifted apart: F_ST, the share of variance that lies between them. */
  readonly fst: number;
  /** Of each population. */
  readonly people: number;
  readonly markers: number;
  readonly seed: number;
}

/** Can it be seen in people's genes from which population they are? */
export function compute({ populations, fst, people, markers, seed }: Inputs) {
  const n = populations * people;
  const { ancestral, drifted, drawn } = simulate({ populations, fst, people, markers, seed });
  const all: NDArray = concat(drawn);

  // [standardize] From the mean, in units of what the chance of birth alone spreads (Patterson, Price and Reich, 2006).
  const p: NDArray = mean(all, { axis: 0 }).div(2);
  const varies = p.greater(0).astype("float64").mul(p.less(1).astype("float64"));
  const spread = sqrt(mul(mul(p, sub(1, p)), 2)).add(sub(1, varies)); // a marker that all have alike says nothing
  const X = div(sub(all, mul(p, 2)), spread);

  // [kinship] How alike any two people are, over all markers.
  const K = div(matmul(X, X.T), sum(varies));

  // [axes] The eigenvectors of the largest eigenvalues: what tells people apart most.
  const { values, vectors } = eigh(K);
  const scale = (n - 1) / sum(values).item(); // so that they are 1 on average
  const variances = mul(values.slice("::-1"), scale);
  const axes = mul(vectors.slice(":", "::-1").slice(":", ":2"), sqrt(variances.slice(":2")));

  // [noise] Without any structure the largest would be less than this in 95 of 100 cases (Johnstone, 2001).
  const edge = noiseEdge(n - 1, markers);
  const found = (variances.toArray() as number[]).findIndex((value) => value <= edge);

  // [threshold] A population is seen if F·people is more than half of √(n/markers) (Baik, Ben Arous and Péché, 2005).
  const threshold = Math.sqrt(n / markers) / (2 * people);

  // [sort] Sorted into groups by as many axes as are needed, without a look at where they are from.
  const truth = concat(drawn.map((_, k) => full([people], k, { dtype: "int32" })));
  const scores = vectors.slice(":", `${-(populations - 1)}:` as "-1:");
  const groups = KMeans.fit(scores, { clusters: populations, rng: random(seed + 1) }).predict(scores);
  const shown = variances.slice(":8");
  return {
    frequencies: stack([array(ancestral), ...drifted])
      .slice(":", ":6")
      .toArray() as number[][],
    genotypes: all.slice(":5", ":8").toArray() as number[][],
    kinship: K.slice(":5", ":5").toArray() as number[][],
    variances: shown.toArray() as number[],
    edge,
    found,
    threshold,
    agreement: adjustedRandIndex(groups, truth),
    axes: axes.toArray() as number[][],
    labels: truth.toArray() as number[],
    chart: barChart(shown, { title: "Variance along the axes", xLabel: "axis", width: 340, height: 230 }).svg,
  };
}

/** Frequencies of ancestors and populations, and the genotypes of people. */
function simulate({ populations, fst, people, markers, seed }: Inputs) {
  const rng = random(seed);

  // [ancestors] Each marker is a place in the genome with two variants; one of them had some frequency p among the ancestors.
  const ancestral: number[] = rng.uniform([markers], { low: 0.1, high: 0.9 }).toArray();

  // [drift] In each population it has become another, of mean p and variance F·p·(1 − p) (Balding and Nichols, 1995).
  const shape = (1 - fst) / fst;
  const drifted = Array.from({ length: populations }, () =>
    stack(ancestral.map((p) => new Beta(p * shape, (1 - p) * shape).sample(rng, []))),
  );

  // [genotypes] Everybody has two copies, one of each parent: 0, 1 or 2 of that variant.
  const drawn = drifted.map((frequency) => {
    const copy = () => rng.uniform([people, markers]).less(frequency).astype("float64");
    return add(copy(), copy());
  });
  return { ancestral, drifted, drawn };
}

/** The 95th percentile of the largest eigenvalue of pure noise, by the law of Tracy and Widom. */
function noiseEdge(n: number, markers: number): number {
  const [a, b] = [Math.sqrt(markers - 1), Math.sqrt(n)];
  const [middle, width] = [(a + b) ** 2, (a + b) * (1 / a + 1 / b) ** (1 / 3)];
  return (middle + 0.9793 * width) / markers;
}
