import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Rows } from "./rows.js";

/** How far two rows are from one another. */
export type DistanceMetric =
  | "euclidean"
  | "squaredEuclidean"
  | "manhattan"
  | "chebyshev"
  | "minkowski"
  | "cosine"
  | "correlation";

/** A distance by what grows with it and is cheaper: of the Euclidean one, its square. */
export interface Metric {
  readonly name: DistanceMetric;
  /** Whether `between` is the squared Euclidean distance of the prepared rows, which products give too. */
  readonly isSquare: boolean;
  /** Rows as they are compared. @throws {ValueError} for one that has no direction */
  readonly prepare: (op: string, name: string, rows: Rows) => Rows;
  /** Of the rows that begin at `i` in `a` and at `j` in `b`. */
  readonly between: Between;
  /** The distance itself. */
  readonly finish: (reduced: number) => number;
  /** What a gap along one coordinate alone makes of `between`. */
  readonly along: (gap: number) => number;
  /** Whether coordinates count by the largest gap and not by a sum. */
  readonly isMaximum: boolean;
}

/** @see Metric.between */
export type Between = (a: Float64Array, i: number, b: Float64Array, j: number, columns: number) => number;

/** @throws {ValueError} for a metric that there is not, and a power below 1, which breaks the triangle inequality */
export function metricNamed(op: string, name: DistanceMetric = "euclidean", power?: number): Metric {
  if (power !== undefined && name !== "minkowski") {
    throw new ValueError(op, 'power must go with metric: "minkowski"', `metric ${kindOf(name)}`);
  }
  switch (name) {
    case "euclidean":
      return { ...squares, name, finish: Math.sqrt };
    case "squaredEuclidean":
      return { ...squares, name };
    case "manhattan":
      return { ...squares, name, isSquare: false, between: manhattan, along: Math.abs };
    case "chebyshev":
      return { ...squares, name, isSquare: false, isMaximum: true, between: chebyshev, along: Math.abs };
    case "minkowski":
      return minkowskiOf(op, power);
    case "cosine":
      return { ...squares, name, prepare: directions(false), finish: half };
    case "correlation":
      return { ...squares, name, prepare: directions(true), finish: half };
    default: {
      const names = '"euclidean", "squaredEuclidean", "manhattan", "chebyshev", "minkowski", "cosine" or "correlation"';
      throw new ValueError(op, `metric must be ${names}`, kindOf(name));
    }
  }
}

const identity = (x: number): number => x;
const half = (x: number): number => x / 2;
const asTheyAre = (_op: string, _name: string, rows: Rows): Rows => rows;

/** Σ (aⱼ − bⱼ)². */
export const squared: Between = (a, i, b, j, columns) => {
  let sum = 0;
  for (const end = i + columns; i < end; i++, j++) {
    const gap = a[i] - b[j];
    sum += gap * gap;
  }
  return sum;
};

const squares: Metric = {
  name: "squaredEuclidean",
  isSquare: true,
  prepare: asTheyAre,
  between: squared,
  finish: identity,
  along: (gap) => gap * gap,
  isMaximum: false,
};

const manhattan: Between = (a, i, b, j, columns) => {
  let sum = 0;
  for (const end = i + columns; i < end; i++, j++) sum += Math.abs(a[i] - b[j]);
  return sum;
};

const chebyshev: Between = (a, i, b, j, columns) => {
  let most = 0;
  for (const end = i + columns; i < end; i++, j++) {
    const gap = Math.abs(a[i] - b[j]);
    if (gap > most) most = gap;
  }
  return most;
};

function minkowskiOf(op: string, power: number | undefined): Metric {
  if (typeof power !== "number" || !(power >= 1 && power < Infinity)) {
    const hint = 'Infinity is metric: "chebyshev".';
    throw new ValueError(op, "power must be a finite number of at least 1", kindOf(power), hint);
  }
  const along = (gap: number): number => Math.abs(gap) ** power;
  const between: Between = (a, i, b, j, columns) => {
    let sum = 0;
    for (const end = i + columns; i < end; i++, j++) sum += along(a[i] - b[j]);
    return sum;
  };
  const finish = (sum: number): number => sum ** (1 / power);
  return { ...squares, name: "minkowski", isSquare: false, between, finish, along };
}

/** Rows of length 1, about their own means where `centred`: 1 − cos = ½·‖â − b̂‖², which keeps its digits where the angle is small. */
function directions(centred: boolean): Metric["prepare"] {
  return (op, name, { values, count, columns }) => {
    const unit = new Float64Array(values.length);
    for (let i = 0; i < count; i++) {
      const row = values.subarray(i * columns, (i + 1) * columns);
      const mean = centred ? row.reduce((sum, v) => sum + (v - row[0]), 0) / columns + row[0] : 0;
      const length = Math.hypot(...row.map((v) => v - mean));
      if (length === 0 || (centred && row.every((v) => v === row[0]))) {
        const kind = centred ? "constant" : "zero";
        throw new ValueError(op, `no row of ${name} may be ${kind}`, `one at row ${i}`, "It has no direction.");
      }
      for (let j = 0; j < columns; j++) unit[i * columns + j] = (row[j] - mean) / length;
    }
    return { values: unit, count, columns };
  };
}
