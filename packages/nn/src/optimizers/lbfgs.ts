import { type NDArray, ValueError, add, mul, sub, vecdot } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { strongWolfe } from "@linnet/optimize";
import { treeNorm } from "./clip.js";
import { type Memory, pairLeaves } from "./leaves.js";
import type { Optimizer, StepContext } from "./optimizer.js";
import { requireCount, requireNonNegative } from "../require.js";
import { requireContext } from "./step-context.js";
import { flatten, precisionOf, requireRealParameters, unflatten } from "./vectors.js";

export interface LbfgsOptions {
  /** Iterations a step, each a direction and a search along it. Default 20. */
  readonly iterations?: number;
  /** Number of past iterations that shape the next direction. Default 10. */
  readonly memory?: number;
  /** A step ends early when no |∂f/∂xᵢ| is larger. Default 1e-7. */
  readonly gradientTolerance?: number;
}

/** The last moves of all parameters as one vector, and what they did to the gradient: float64, the oldest first. */
export interface LbfgsState {
  readonly moves: Memory;
  readonly changes: Memory;
}

/**
 * Limited-memory BFGS as a rule for training by full batches: each step is some iterations of Newton's direction from the gradients so far,
 * with a line search under the strong Wolfe conditions. What it has learned of the curvature passes from step to step.
 *
 * @throws {ValueError} for options outside their ranges, where a step comes without its objective, and when loss or gradient are not finite
 * @throws {DTypeError} for complex parameters
 * @remarks Usually one evaluation of loss and gradient an iteration. The objective must be the same function in every step: pass all
 *   examples as one batch, and train without dropout. To minimize outside of `fit`, `lbfgs` of `@linnet/optimize` takes a model as it is.
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithms 7.4 and 7.5
 * @example
 * await fit(model, { x, y }, { loss: mse, optimizer: lbfgs(), batchSize: x.shape[0], epochs: 10 });
 */
export function lbfgs(options?: LbfgsOptions): Optimizer<LbfgsState> {
  const { iterations = 20, memory = 10, gradientTolerance = 1e-7 } = requireOptions("lbfgs", options);
  requireCount("lbfgs", "iterations", iterations);
  requireCount("lbfgs", "memory", memory);
  requireNonNegative("lbfgs", "gradientTolerance", gradientTolerance);
  return {
    init(parameters) {
      requireRealParameters("lbfgs", parameters);
      return { moves: [], changes: [] };
    },
    update<T>(parameters: T, gradient: T, state: LbfgsState, context?: StepContext<T>) {
      const { loss, objective } = requireContext("lbfgs", context);
      pairLeaves("lbfgs", parameters, gradient);
      const line = new Lines(objective, precisionOf(parameters));
      let point: Point<T> = { parameters, x: flatten(parameters), value: loss, gradient: flatten(gradient) };
      requireFinitePoint(point);
      let known: Curvature = state;
      for (let i = 0; i < iterations && largest(point.gradient) > gradientTolerance; i++) {
        const next = line.search(point, known) ?? (known.moves.length === 0 ? null : line.search(point, NOTHING));
        if (next === null) break; // steps change the loss by no more than rounding
        known = learned(known, sub(next.x, point.x), sub(next.gradient, point.gradient), memory);
        point = next;
      }
      return { parameters: point.parameters, state: { moves: known.moves, changes: known.changes } };
    },
  };
}

type Curvature = LbfgsState;

const NOTHING: Curvature = { moves: [], changes: [] };

/** A point, as parameters and as a vector. */
interface Point<T> {
  readonly parameters: T;
  readonly x: NDArray;
  readonly value: number;
  readonly gradient: NDArray;
}

/** Searches along lines of one objective. */
class Lines<T> {
  constructor(
    private readonly objective: StepContext<T>["objective"],
    private readonly precision: number,
  ) {}

  /** A point that is low enough along the direction that is known; `null` where there is none, or it does not descend. */
  search(from: Point<T>, known: Curvature): Point<T> | null {
    const down = direction(from.gradient, known);
    const slope = dot(from.gradient, down);
    if (!(slope < 0)) return null;
    const initial = known.moves.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    const along = (step: number): Point<T> & { step: number; slope: number } => {
      const parameters = unflatten(from.parameters, add(from.x, mul(down, step)));
      const { value, gradient } = this.objective(parameters);
      const vector = flatten(gradient);
      return { parameters, x: flatten(parameters), value, gradient: vector, step, slope: dot(vector, down) };
    };
    return strongWolfe(along, { step: 0, value: from.value, slope }, { initial, precision: this.precision }).point;
  }
}

/** −H·g by the two-loop recursion, from H₀ = (sᵀy / yᵀy)·I of the last move. */
function direction(gradient: NDArray, { moves, changes }: Curvature): NDArray {
  const curvatures = moves.map((s, i) => dot(s, changes[i]));
  const weights = new Array<number>(moves.length);
  let q = gradient;
  for (let i = moves.length - 1; i >= 0; i--) {
    weights[i] = dot(moves[i], q) / curvatures[i];
    q = sub(q, mul(changes[i], weights[i]));
  }
  const y = changes.at(-1);
  if (y !== undefined) q = mul(q, (curvatures.at(-1) ?? 1) / dot(y, y));
  moves.forEach((s, i) => {
    q = add(q, mul(s, weights[i] - dot(changes[i], q) / curvatures[i]));
  });
  return mul(q, -1);
}

/** Keeps a move, unless its curvature sᵀy is lost in rounding: the matrix must stay positive definite. */
function learned({ moves, changes }: Curvature, s: NDArray, y: NDArray, memory: number): Curvature {
  if (!(dot(s, y) > Number.EPSILON * dot(y, y))) return { moves, changes };
  return { moves: [...moves, s].slice(-memory), changes: [...changes, y].slice(-memory) };
}

function dot(a: NDArray, b: NDArray): number {
  return vecdot(a, b).item() as number; // vectors of float64
}

function largest(gradient: NDArray): number {
  return treeNorm(gradient, Infinity);
}

function requireFinitePoint({ value, gradient }: Point<unknown>): void {
  if (Number.isFinite(value) && Number.isFinite(largest(gradient))) return;
  const got = Number.isFinite(value) ? "a gradient that is not" : String(value);
  throw new ValueError("lbfgs", "loss and gradient must be finite", got, "Start from other parameters.");
}
