import { type NDArray, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Coordinates } from "./coordinates.js";

/** Limits of variables: a number for all, or a tree like x with one for each; ±Infinity is none. */
export interface Bounds<T> {
  /** Default −Infinity. */
  readonly lower?: T | NDArray | number;
  /** Default Infinity. */
  readonly upper?: T | NDArray | number;
}

/** What bounds leave of space: l ≤ x ≤ u, each as near as the dtypes of x can hold it. */
export class Box {
  constructor(
    readonly lower: Float64Array,
    readonly upper: Float64Array,
  ) {}

  /** Whether every variable has both limits. */
  get isFinite(): boolean {
    return this.lower.every((l, i) => Number.isFinite(l) && Number.isFinite(this.upper[i]));
  }

  /** The nearest point inside, in place. */
  project(x: Float64Array): Float64Array {
    for (let i = 0; i < x.length; i++) x[i] = Math.min(Math.max(x[i], this.lower[i]), this.upper[i]);
    return x;
  }

  /** Whether a point is outside. */
  cuts(x: Float64Array): boolean {
    return x.some((value, i) => value < this.lower[i] || value > this.upper[i]);
  }

  /** max |P(x − g) − x|, which is 0 at a minimum. */
  stationarity(x: Float64Array, gradient: Float64Array): number {
    let most = 0;
    for (let i = 0; i < x.length; i++) {
      const moved = Math.min(Math.max(x[i] - gradient[i], this.lower[i]), this.upper[i]);
      most = Math.max(most, Math.abs(moved - x[i])); // NaN stays
    }
    return most;
  }

  /** The variables that can move: all but those at a bound which the direction leads out of. */
  movable(x: Float64Array, direction: Float64Array, among: readonly number[]): readonly number[] {
    return among.filter((i) => (direction[i] > 0 ? x[i] < this.upper[i] : x[i] > this.lower[i] || direction[i] === 0));
  }

  /** The longest step along a direction that stays inside. */
  longestStep(x: Float64Array, direction: Float64Array): number {
    let most = Number.POSITIVE_INFINITY;
    for (let i = 0; i < x.length; i++) {
      const room = direction[i] > 0 ? this.upper[i] - x[i] : this.lower[i] - x[i];
      if (direction[i] !== 0) most = Math.min(most, room / direction[i]);
    }
    return most;
  }
}

/**
 * Bounds as vectors.
 *
 * @throws {ValueError} when a limit is NaN, or the lower one above the upper one
 * @throws {ShapeError} when a limit is no tree like x
 */
export function boxOf<T>(op: string, coordinates: Coordinates<T>, bounds: Bounds<T> | undefined): Box | null {
  if (bounds === undefined) return null;
  if (typeof bounds !== "object" || bounds === null) {
    throw new ValueError(op, "bounds must be an object", kindOf(bounds), "Write { lower, upper }.");
  }
  const limit = (name: "lower" | "upper", none: number): Float64Array => {
    const given = bounds[name] ?? none;
    if (typeof given === "number") return coordinates.round(new Float64Array(coordinates.size).fill(given));
    return coordinates.pack(given as T, `${name} bound`); // pack looks at its shape
  };
  const [lower, upper] = [limit("lower", Number.NEGATIVE_INFINITY), limit("upper", Number.POSITIVE_INFINITY)];
  const wrong = lower.findIndex((l, i) => !(l <= upper[i]));
  if (wrong === -1) return new Box(lower, upper);
  const got = `${lower[wrong]} and ${upper[wrong]} for variable ${wrong}`;
  throw new ValueError(op, "a lower bound must not exceed the upper one", got);
}
