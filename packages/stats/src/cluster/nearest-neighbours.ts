import { type DType, type Dim, type NDArray, ValueError, array } from "@linnet/core";
import { kindOf, promote } from "@linnet/core/extend";
import { requireColumns, requireTable } from "../prepare/table.js";
import { KdTree } from "./kd-tree.js";
import { type DistanceMetric, type Metric, metricNamed } from "./metric.js";
import { type Found, nearestRows, treePays } from "./neighbour-search.js";
import { type Rows, copyOfRows, rowsOf } from "./rows.js";

/** How examples are looked for and what each of them counts. */
export interface NeighbourOptions {
  /** How many; at most as many as there are examples. Default 5. */
  readonly neighbours?: number;
  /** What each counts: 1, or 1/distance; at distance 0 alone those at distance 0. Default `"uniform"`. */
  readonly weighting?: "uniform" | "distance";
  /** Default `"euclidean"`. */
  readonly metric?: DistanceMetric;
  /** The p of `"minkowski"`, at least 1. */
  readonly power?: number;
  /** `"tree"` pays with few columns, `"all"` compares with every example; the answers are the same. Chosen by size when left out. */
  readonly search?: "tree" | "all";
}

/** As `NeighbourOptions`, with nothing left out but the power. */
export interface NeighbourSettings {
  readonly neighbours: number;
  readonly weighting: "uniform" | "distance";
  readonly metric: DistanceMetric;
  readonly power: number | undefined;
  readonly search: "tree" | "all" | undefined;
}

/** Nearest examples of each row, nearest first; of equally near ones those that were given first. */
export interface Neighbours<M extends Dim = number> {
  /** Which examples, shape `[m, k]`. */
  readonly indices: NDArray<"int32", readonly [M, number]>;
  /** Shape `[m, k]`. */
  readonly distances: NDArray<DType, readonly [M, number]>;
}

/** @throws {ValueError} for options that mean nothing, and more neighbours than there are examples */
export function neighbourSettings(op: string, options: NeighbourOptions, n: number): NeighbourSettings {
  const { neighbours = 5, weighting = "uniform", metric = "euclidean", power, search } = options;
  if (!Number.isInteger(neighbours) || neighbours < 1 || neighbours > n) {
    throw new ValueError(op, `neighbours must be an integer in [1, ${n}] for ${n} rows`, kindOf(neighbours));
  }
  if (weighting !== "uniform" && weighting !== "distance") {
    throw new ValueError(op, 'weighting must be "uniform" or "distance"', kindOf(weighting));
  }
  if (search !== undefined && search !== "tree" && search !== "all") {
    throw new ValueError(op, 'search must be "tree" or "all"', kindOf(search));
  }
  metricNamed(op, metric, power);
  return { neighbours, weighting, metric, power, search };
}

interface Prepared {
  readonly metric: Metric;
  readonly rows: Rows;
  readonly tree: KdTree | null;
}

/** What is made of examples once, when they are first searched: a function of a model that changes nothing of it. */
const prepared: WeakMap<NDArray, Map<NeighbourSettings, Prepared>> = /* @__PURE__ */ new WeakMap();

function prepare(op: string, examples: NDArray, settings: NeighbourSettings): Prepared {
  const known = prepared.get(examples)?.get(settings);
  if (known !== undefined) return known;
  const metric = metricNamed(op, settings.metric, settings.power);
  const rows = metric.prepare(op, "x", copyOfRows(examples));
  const tree = (settings.search ?? (treePays(rows) ? "tree" : "all")) === "tree" ? new KdTree(rows, metric) : null;
  const made = { metric, rows, tree };
  prepared.set(examples, (prepared.get(examples) ?? new Map<NeighbourSettings, Prepared>()).set(settings, made));
  return made;
}

/** The nearest of `examples` to the rows of `x`, which is checked. */
export function findNeighbours(op: string, examples: NDArray, x: NDArray, settings: NeighbourSettings): Found {
  const data = requireColumns(op, requireTable(op, x), examples.shape[1]);
  const { metric, rows, tree } = prepare(op, examples, settings);
  return nearestRows(rows, metric.prepare(op, "x", rowsOf(data)), settings.neighbours, metric, tree);
}

/** As arrays. */
export function neighboursOf(op: string, examples: NDArray, x: NDArray, settings: NeighbourSettings): Neighbours {
  const { indices, distances } = findNeighbours(op, examples, x, settings);
  const shape = [x.shape[0] as number, settings.neighbours] as const;
  const dtype = promote(x.type, examples.type).name === "float32" ? "float32" : "float64";
  return { indices: array(indices, { shape }), distances: array(distances, { shape, dtype }) as NDArray };
}

/** What each of the neighbours counts, in place of its distance. */
export function shares({ distances }: Found, { neighbours: k, weighting }: NeighbourSettings): Float64Array {
  if (weighting === "uniform") return new Float64Array(distances.length).fill(1);
  const out = new Float64Array(distances.length);
  for (let from = 0; from < out.length; from += k) {
    const nearest = distances[from];
    // Relative to the nearest: 1/distance may overflow. Where that is 0, only those at 0 count.
    for (let i = from; i < from + k; i++) out[i] = distances[i] === nearest ? 1 : nearest / distances[i];
  }
  return out;
}
