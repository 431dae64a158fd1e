import { array, mean } from "@linnet/core";
import { loadIris } from "@linnet/data";
import * as explain from "@linnet/explain";
import { PCA, Standardizer, covariance } from "@linnet/stats";

export interface Inputs {
  readonly source: "points" | "iris" | "own";
  /** Points of the plane, one a row. */
  readonly points: readonly (readonly number[])[];
  /** Points of one's own. */
  readonly own: Points;
  /** Measure each column in its own standard deviations. */
  readonly standardize: boolean;
  /** How many axes are kept. */
  readonly components: number;
}

interface Points {
  readonly columns: readonly string[];
  readonly name?: string;
  readonly rows: readonly (readonly number[])[];
  /** A class for each row, or none. */
  readonly labels: readonly string[];
}

/** In which directions do the points spread, and how far? */
export function compute(inputs: Inputs) {
  const { columns, rows, labels } = pointsOf(inputs);
  if (rows.length < 2) throw new RangeError("Spreading takes two points at least.");
  const k = Math.min(inputs.components, columns.length, rows.length);

  // [scale] Columns as they are, or each in units of its own spread.
  const given = array(rows);
  const scaler = Standardizer.fit(given, { ddof: 1 });
  const x = inputs.standardize ? scaler.transform(given) : given;

  // [centre] The middle of the points, from which spreading is measured.
  const middle = mean(x, { axis: 0 });

  // [covariance] How the columns vary, each with each.
  const C = covariance(x);

  // [axes] The directions of largest variance: the eigenvectors of C.
  const pca = PCA.fit(x);

  // [scores] Where each point lies along them.
  const scores = pca.transform(x);

  // [rebuild] The points again, from their first k scores only.
  const kept = PCA.fit(x, { components: k });
  const rebuilt = kept.inverseTransform(kept.transform(x));

  // [tell] The same, told step by step.
  const story = explain.pca(x, { components: k, precision: 3 });

  return {
    columns,
    labels,
    k,
    story,
    x: x.toArray(),
    middle: middle.toArray(),
    C: C.toArray(),
    components: pca.components.toArray(),
    variance: pca.explainedVariance.toArray(),
    ratio: pca.explainedVarianceRatio.toArray(),
    scores: scores.toArray(),
    rebuilt: rebuilt.toArray(),
  };
}

/** The points that are looked at. */
function pointsOf({ source, points, own }: Inputs): Points {
  if (source === "own") return own;
  if (source === "points") return { columns: ["x", "y"], rows: points, labels: [] };
  const iris = loadIris();
  const labels = iris.target.toArray().map((c) => iris.classNames[c]);
  return { columns: iris.featureNames, rows: iris.data.toArray(), labels };
}
