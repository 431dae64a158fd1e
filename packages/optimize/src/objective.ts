import { type NDArray, ValueError, scope } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { type Bounds, type Box, boxOf } from "./bounds.js";
import { Coordinates } from "./coordinates.js";
import type { Point, Source } from "./source.js";
import { addScaled, dot, maxNorm } from "./vector.js";

/** The value of a function and its gradient at one point. */
export interface ValueAndGradient<T> {
  /** A number, or a 0-d array. */
  readonly value: NDArray | number;
  /** A tree like the point. */
  readonly gradient: T;
}

/**
 * A function to minimize, with its gradient from wherever it comes: `{ value, gradient }`, or the pair
 * `[value, gradient]` that autograd's `valueAndGrad(f)` answers.
 */
export type Objective<T> = (x: T) => ValueAndGradient<T> | readonly [value: NDArray | number, gradient: T];

/** A point on a line from another: what line searches choose from. */
export interface LinePoint extends Point {
  readonly step: number;
  /** Derivative along the line. */
  readonly slope: number;
}

/** An objective on vectors, which counts its evaluations. */
export class Problem<T> implements Source<T> {
  evaluations = 0;
  derivativeEvaluations = 0;
  readonly coordinates: Coordinates<T>;
  /** The bounds, if there are any. */
  readonly box: Box | null;

  /** @throws {ValueError} when the objective is no function @throws {DTypeError} when x0 holds no float array */
  constructor(
    readonly op: string,
    private readonly objective: Objective<T>,
    private readonly x0: T,
    bounds?: Bounds<T>,
  ) {
    if (typeof objective !== "function")
      throw new ValueError(op, "the objective must be a function", kindOf(objective));
    this.coordinates = new Coordinates(op, x0);
    this.box = boxOf(op, this.coordinates, bounds);
  }

  start(): Point {
    return requireFiniteStart(this.op, this.at(this.inside(this.coordinates.pack(this.x0, "x"))));
  }

  stationarity({ x, gradient }: Point): number {
    return this.box === null ? maxNorm(gradient) : this.box.stationarity(x, gradient);
  }

  private inside(x: Float64Array): Float64Array {
    return this.box === null ? x : this.box.project(x);
  }

  at(x: Float64Array): Point {
    this.evaluations++;
    return scope(() => {
      const answer = this.objective(this.coordinates.unpack(x));
      if (typeof answer !== "object" || answer === null || !("gradient" in answer || Symbol.iterator in answer)) {
        const expected = "the objective must answer { value, gradient } or [value, gradient]";
        throw new ValueError(this.op, expected, kindOf(answer));
      }
      const [value, gradient] = "gradient" in answer ? [answer.value, answer.gradient] : answer;
      return {
        x,
        value: typeof value === "number" ? value : value.item(),
        gradient: this.coordinates.pack(gradient, "gradient"),
      };
    });
  }

  /** The function along a line. */
  along(from: Point, direction: Float64Array): (step: number) => LinePoint {
    return (step) => {
      const x = from.x.slice();
      addScaled(x, step, direction);
      const point = this.at(this.inside(this.coordinates.round(x)));
      return { ...point, step, slope: dot(point.gradient, direction) };
    };
  }
}

/** The start, if minimizing from there means anything. @throws {ValueError} when value or gradient is not finite */
export function requireFiniteStart<P extends Point>(op: string, point: P): P {
  if (Number.isFinite(point.value) && Number.isFinite(maxNorm(point.gradient))) return point;
  const got = Number.isFinite(point.value) ? "a gradient that is not" : String(point.value);
  throw new ValueError(op, "value and gradient must be finite at the start", got, "Start from another point.");
}
