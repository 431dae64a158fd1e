import type { Coordinates } from "./coordinates.js";

/** A point with what is known of it. */
export interface Point {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** What is minimized: where to start, and how points are measured. */
export interface Source<T> {
  readonly op: string;
  readonly coordinates: Coordinates<T>;
  readonly evaluations: number;
  readonly derivativeEvaluations: number;
  /** @throws {ValueError} when nothing is finite there */
  start(): Point;
  /** What is 0 at a minimum: max |∂f/∂xᵢ|, projected on the bounds if there are any. */
  stationarity(point: Point): number;
}
