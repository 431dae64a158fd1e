import { ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { requireCount, requireNonNegative, requirePositive } from "./options.js";

/** A function of one step length, seen at one step. */
export interface Trial {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

/** φ(step): value and slope along a line, with whatever else belongs to that point. */
export type Line<P extends Trial> = (step: number) => P;

/** Options of a line search. */
export interface LineSearchOptions {
  /** Sufficient decrease: φ(α) ≤ φ(0) + c₁·α·φ′(0). Default 1e-4. */
  readonly decrease?: number;
  /** Curvature: |φ′(α)| ≤ c₂·|φ′(0)|; only for `strongWolfe`. Default 0.9. */
  readonly curvature?: number;
  /** First step tried. Default 1. */
  readonly initial?: number;
  /** The longest step allowed. Default Infinity. */
  readonly longest?: number;
  /** Evaluations at most. Default 30. */
  readonly maxEvaluations?: number;
  /** Relative precision in which φ is computed: a change smaller than that is none. Default 2⁻⁵². */
  readonly precision?: number;
}

/** What a line search found. */
export interface LineSearchResult<P extends Trial> {
  /** The point found; `null` when no step was sufficiently below the start. */
  readonly point: P | null;
  /** Whether the conditions hold at it. */
  readonly satisfied: boolean;
}

/** The conditions at one start, shared by both searches. */
export class Conditions {
  /** First step to try. */
  readonly initial: number;
  readonly longest: number;
  readonly maxEvaluations: number;
  private readonly decrease: number;
  private readonly curvature: number;
  private readonly precision: number;

  constructor(
    readonly start: Trial,
    options: LineSearchOptions,
  ) {
    const { decrease = 1e-4, curvature = 0.9, precision = 2 ** -52 } = requireOptions("lineSearch", options);
    const { initial = 1, longest = Number.POSITIVE_INFINITY, maxEvaluations = 30 } = options;
    requirePositive("lineSearch", "initial", initial);
    requireCount("lineSearch", "maxEvaluations", maxEvaluations, 1);
    requireNonNegative("lineSearch", "precision", precision);
    if (!(longest > 0)) throw new ValueError("lineSearch", "longest must be a number above 0", kindOf(longest));
    if (!(start?.slope < 0)) {
      const hint = "Search along a direction of descent.";
      throw new ValueError("lineSearch", "the slope at the start must be negative", kindOf(start?.slope), hint);
    }
    if (!(decrease > 0 && decrease < curvature && curvature < 1)) {
      throw new ValueError("lineSearch", "0 < decrease < curvature < 1 must hold", `${decrease} and ${curvature}`);
    }
    this.initial = Math.min(initial, longest);
    this.longest = longest;
    this.maxEvaluations = maxEvaluations;
    this.decrease = decrease;
    this.curvature = curvature;
    this.precision = precision;
  }

  /**
   * Whether a trial is far enough below the start; one that is not finite never is. Where the decrease drowns in rounding,
   * the slope decides in its place: for a parabola φ′(α) ≤ (2c₁ − 1)·φ′(0) is the same condition (Hager & Zhang 2005, §3).
   */
  sufficient({ step, value, slope }: Trial): boolean {
    const { start, decrease } = this;
    if (!Number.isFinite(value) || !Number.isFinite(slope)) return false;
    if (value <= start.value + decrease * step * start.slope) return true;
    return this.alike(start.value, value) && slope <= (2 * decrease - 1) * start.slope;
  }

  /** Whether two values differ by no more than a few roundings, so that slopes know better. */
  alike(a: number, b: number): boolean {
    return Math.abs(a - b) <= 4 * this.precision * Math.max(Math.abs(a), Math.abs(b));
  }

  /** The trial of φ less the decrease asked for: φ(α) − φ(0) − c₁·α·φ′(0), which is negative where it is sufficient. */
  readonly lessDecrease = ({ step, value, slope }: Trial): Trial => {
    const asked = this.decrease * this.start.slope;
    return { step, value: value - this.start.value - asked * step, slope: slope - asked };
  };

  /** Whether the slope has flattened enough. */
  flat({ slope }: Trial): boolean {
    return Math.abs(slope) <= -this.curvature * this.start.slope;
  }
}
