import { type NDArray, ShapeError, ValueError, scope } from "@linnet/core";
import { kindOf, requireArray } from "@linnet/core/extend";
import { type Bounds, type Box, boxOf } from "./bounds.js";
import { Coordinates } from "./coordinates.js";
import { differenceColumns } from "./difference-jacobian.js";
import { requireFiniteStart } from "./objective.js";
import type { Point, Source } from "./source.js";
import { dot, maxNorm } from "./vector.js";

/** Residuals at a point, with their derivatives where they come in one pass. */
export interface Residuals {
  /** Shape `[m]`. */
  readonly residuals: NDArray;
  /** ∂rᵢ/∂xⱼ, shape `[m, n]`. */
  readonly jacobian: NDArray;
}

/** A point where only residuals are known: what a trial costs. */
export interface Fit {
  readonly x: Float64Array;
  /** ½·Σ rᵢ². */
  readonly value: number;
  readonly residuals: Float64Array;
  /** ∂rᵢ/∂xⱼ, row-major, if the residuals came with it. */
  readonly jacobian: Float64Array | null;
}

/** A point with its linear model. */
export interface LinearizedFit extends Fit, Point {
  readonly jacobian: Float64Array;
}

/** Residuals on vectors, and their Jacobian from wherever it comes. */
export class ResidualProblem implements Source<NDArray> {
  evaluations = 0;
  derivativeEvaluations = 0;
  readonly coordinates: Coordinates<NDArray>;
  readonly box: Box | null;

  /** @throws {ValueError} when residuals are no function @throws {DTypeError} when x0 is no float array */
  constructor(
    readonly op: string,
    private readonly residuals: (x: NDArray) => NDArray | Residuals,
    private readonly jacobian: ((x: NDArray) => NDArray) | undefined,
    private readonly x0: NDArray,
    bounds?: Bounds<NDArray>,
  ) {
    if (typeof residuals !== "function") throw new ValueError(op, "residuals must be a function", kindOf(residuals));
    this.coordinates = new Coordinates(op, x0);
    const { ndim, shape } = requireArray(op, "x0", x0);
    if (ndim !== 1) throw new ShapeError(op, "x0 must be a vector", { x0: shape });
    this.box = boxOf(op, this.coordinates, bounds);
  }

  start(): LinearizedFit {
    const fit = this.at(this.inside(this.coordinates.pack(this.x0, "x0")));
    if (!Number.isFinite(fit.value)) {
      throw new ValueError(
        this.op,
        "residuals must be finite at the start",
        String(fit.value),
        "Start from another point.",
      );
    }
    return requireFiniteStart(this.op, this.linearize(fit));
  }

  stationarity({ x, gradient }: Point): number {
    return this.box === null ? maxNorm(gradient) : this.box.stationarity(x, gradient);
  }

  /** The nearest point that bounds allow, in place. */
  inside(x: Float64Array): Float64Array {
    return this.box === null ? x : this.box.project(x);
  }

  at(x: Float64Array): Fit {
    this.evaluations++;
    return scope(() => {
      const answer = this.residuals(this.coordinates.unpack(x));
      const both = typeof answer === "object" && answer !== null && "residuals" in answer;
      const r = requireArray(this.op, "residuals", both ? answer.residuals : answer);
      if (r.ndim !== 1) throw new ShapeError(this.op, "residuals must be a vector", { residuals: r.shape });
      const residuals = Float64Array.from(r.toTypedArray() as Float64Array);
      const jacobian = both ? this.numbers(answer.jacobian, residuals.length) : null;
      return { x, value: dot(residuals, residuals) / 2, residuals, jacobian };
    });
  }

  linearize(fit: Fit): LinearizedFit {
    this.derivativeEvaluations++;
    const jacobian = fit.jacobian ?? this.given(fit) ?? this.differences(fit);
    const [m, n] = [fit.residuals.length, this.coordinates.size];
    const gradient = new Float64Array(n);
    for (let i = 0; i < m; i++) for (let k = 0; k < n; k++) gradient[k] += jacobian[i * n + k] * fit.residuals[i];
    return { ...fit, jacobian, gradient };
  }

  private given({ x, residuals }: Fit): Float64Array | null {
    const { jacobian } = this;
    if (jacobian === undefined) return null;
    return scope(() => this.numbers(jacobian(this.coordinates.unpack(x)), residuals.length));
  }

  /** A Jacobian's elements. @throws {ShapeError} unless it is [m, n] */
  private numbers(jacobian: NDArray, m: number): Float64Array {
    const { shape } = requireArray(this.op, "jacobian", jacobian);
    const n = this.coordinates.size;
    if (shape.length !== 2 || shape[0] !== m || shape[1] !== n) {
      const shapes = { residuals: [m], jacobian: shape, x: [n] };
      throw new ShapeError(this.op, "the jacobian must be [m, n] for m residuals of n variables", shapes);
    }
    return Float64Array.from(jacobian.toTypedArray() as Float64Array);
  }

  private differences({ x, residuals }: Fit): Float64Array {
    const [m, n] = [residuals.length, x.length];
    const jacobian = new Float64Array(m * n);
    const residualsAt = (point: Float64Array): Float64Array => this.at(point).residuals;
    // the points' dtype may hold less
    const columns = differenceColumns(residualsAt, x, (point) => this.coordinates.round(point));
    columns.forEach((column, k) => {
      for (let i = 0; i < m; i++) jacobian[i * n + k] = column[i];
    });
    return jacobian;
  }
}
