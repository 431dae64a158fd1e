import { ValueError, array } from "@linnet/core";
import { type DistanceMetric, silhouettes } from "@linnet/stats";
import { type Axis, linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { rectangles, segments } from "../draw/spans.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { type Labels, readClasses } from "../read/classes.js";
import { extent } from "../read/extent.js";
import { requireFinite } from "../read/numbers.js";
import { textNote } from "../read/samples.js";
import { type NumberTable, readTable } from "../read/table.js";
import { classMark } from "../theme/classes.js";
import { colorsOf } from "../theme/theme.js";
import { twoDecimals } from "./correlation-plot.js";
import { namedClasses } from "./class-dots.js";

export interface SilhouetteOptions extends ChartOptions {
  /** Names of the clusters, in the order of the sorted labels. */
  readonly classNames?: ArrayLike<number | string>;
  /** What distances are measured by. @defaultValue "euclidean" */
  readonly metric?: DistanceMetric;
}

/** The silhouettes of a cluster, the greatest first. */
interface Cluster {
  readonly name: string;
  readonly widths: Float64Array;
  readonly mean: number;
}

/** More examples are drawn by their quantiles: no screen has more lines. */
const MOST_BARS = 1000;

/** Between two clusters, as a share of the chart's height. */
const GAP = 0.03;

/**
 * How much nearer each example is to its own cluster than to the next one: a level bar for each example, by clusters, and the mean of all.
 * A cluster that ends below zero has members that are nearer to another.
 *
 * @param x shape `[n, p]`, or columns by name
 * @param labels of the clusters, one a row
 * @throws {ShapeError} when `x` has not two axes or is empty, or there is not a label a row
 * @throws {ValueError} for a value that is not finite, fewer than two clusters, and an unknown metric
 * @remarks n² distances, as those of `silhouettes`.
 * @see Rousseeuw, *Silhouettes: a graphical aid to the interpretation and validation of cluster analysis*, 1987
 * @example
 * silhouettePlot([[0, 0], [0, 1], [5, 5], [6, 5]], [0, 0, 1, 1]);
 */
export function silhouettePlot(x: NumberTable, labels: Labels, options: SilhouetteOptions = {}): Figure {
  const op = "silhouettePlot";
  const table = readTable(op, "x", x);
  requireFinite(op, "x", table.data);
  const shape = [table.rows, table.cols] as const;
  const classes = namedClasses(op, readClasses(op, labels, table.rows, "a row of x", { x: shape }), options.classNames);
  if (classes.names.length < 2) throw new ValueError(op, "labels must name two clusters", `${classes.names[0]} only`);
  const metric = options.metric === undefined ? {} : { metric: options.metric };
  const widths = silhouettes(
    array(table.data, { shape }),
    array(classes.index, { dtype: "int32" }),
    metric,
  ).toTypedArray();
  const clusters = classes.names.map((name, c) =>
    clusterOf(
      name,
      widths.filter((_, i) => classes.index[i] === c),
    ),
  );
  const mean = widths.reduce((sum, s) => sum + s, 0) / widths.length;
  const story = clusters.map((cluster) => `${cluster.name} ${twoDecimals(cluster.mean)} (${cluster.widths.length})`);
  const page = readOptions(op, options, {
    title: "Silhouettes",
    description:
      `Silhouettes of ${table.rows} examples in ${clusters.length} clusters, with a mean of ${twoDecimals(mean)}. ` +
      `Means of the clusters and their sizes: ${story.join(", ")}. ${below(widths)}`,
  });
  const colors = colorsOf(page.theme);
  const { spans, middles, height } = arrangeClusters(clusters);
  const [low, high] = extent([...extent(widths), 0]);
  const notes = textNote(table.texts);
  return draw({
    page,
    subtitle: `mean ${twoDecimals(mean)}`,
    x: linearAxis("x", 1.04 * Math.min(low, 0), 1.04 * Math.max(high, 0.1), { label: "silhouette →", grid: true }),
    y: clustersAxis(clusters, middles, height),
    ...(notes.length > 0 && { notes }),
    frameHeight: (width) => Math.min(Math.max(width * 0.7, 40 * clusters.length, 200), 900),
    marks: () => [
      ...spans.map((span, k) => rectangles(span, { fill: classMark(colors, k).color, shapeRendering: "crispEdges" })),
      segments({ x1: [0], x2: [0], y1: [0], y2: [height] }, { stroke: colors.ink, strokeWidth: 1.25 }),
      segments(
        { x1: [mean], x2: [mean], y1: [0], y2: [height] },
        { stroke: colors.ink, strokeWidth: 1.5, strokeDasharray: "5 4" },
      ),
    ],
    sketch: { kind: "bars", labels: clusters.map(({ name }) => name), values: clusters.map((cluster) => cluster.mean), unit: "number" }, // prettier-ignore
  });
}

function clusterOf(name: string, widths: Float64Array): Cluster {
  const mean = widths.reduce((sum, s) => sum + s, 0) / widths.length;
  return { name, widths: widths.sort().reverse(), mean };
}

/** Bars from the top down in units of examples, with a gap between clusters. */
function arrangeClusters(clusters: readonly Cluster[]) {
  const n = clusters.reduce((sum, { widths }) => sum + widths.length, 0);
  const per = Math.max(1, n / MOST_BARS);
  let top = 0;
  const middles: number[] = [];
  const spans = clusters.map(({ widths }) => {
    const bars = Math.ceil(widths.length / per);
    const at = (k: number) => (k * widths.length) / bars;
    const edges = Array.from({ length: bars + 1 }, (_, k) => top + at(k));
    middles.push(top + widths.length / 2);
    top += widths.length + GAP * n;
    return {
      x1: edges.slice(1).map(() => 0),
      x2: edges.slice(1).map((_, k) => widths[Math.min(Math.floor(at(k + 0.5)), widths.length - 1)]),
      y1: edges.slice(0, -1),
      y2: edges.slice(1),
    };
  });
  return { spans, middles, height: top - GAP * n };
}

function clustersAxis(clusters: readonly Cluster[], middles: readonly number[], height: number): Axis {
  const label = (value: number) => clusters[middles.indexOf(value)].name;
  return { type: "linear", domain: [0, height], downward: true, ticks: () => ({ values: middles, label }) };
}

function below(widths: Float64Array): string {
  const count = widths.filter((s) => s < 0).length;
  if (count === 0) return "None is below zero.";
  return count === 1 ? "1 is below zero." : `${count} are below zero.`;
}
