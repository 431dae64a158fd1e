import {
  type DType,
  DTypeError,
  type NDArray,
  type Shape,
  ShapeError,
  ValueError,
  astype,
  broadcastTo,
  div,
  mean,
  mul,
  reshape,
  sum,
  where,
} from "@linnet/core";
import { elements, kindOf, requireArray, requireFloat, requireOptions, withElements } from "@linnet/core/extend";
import { nothingKept } from "../ops/label-errors.js";

/** What becomes of the losses of single elements. */
export type Reduction = "mean" | "sum" | "none";

/** What every loss takes beside what is its own. */
export interface LossOptions<R extends string = Reduction> {
  /** `"mean"` over the elements that are kept (default), their `"sum"`, or `"none"`: one loss for each element. */
  readonly reduction?: R;
  /** Bool, broadcast to the losses. Where it is false an element has loss and gradient 0, whatever it holds. */
  readonly mask?: NDArray;
  /** Numbers, broadcast to the losses, that multiply them. The mean still divides by how many elements are kept. */
  readonly weights?: NDArray;
}

/** The shape of what a reduction leaves of losses of shape `S`. */
export type ReducedTo<S extends Shape, R extends string> = R extends "none" ? S : readonly [];

const reductions: readonly string[] = ["mean", "sum", "none"];

/** Options of a loss as they were found to be right, and what is done with the losses. */
export class Reducer {
  constructor(
    private readonly op: string,
    /** Of the losses. */
    private readonly shape: readonly number[],
    /** What an error shows of the arguments. */
    private readonly shapes: Readonly<Record<string, readonly number[]>>,
    readonly reduction: Reduction,
    readonly mask: NDArray | null,
    readonly weights: NDArray | null,
  ) {}

  /** Whether the losses are only added up: nothing is weighted, nothing masked. */
  get isPlain(): boolean {
    return this.mask === null && this.weights === null;
  }

  /**
   * `x` where the mask keeps it and a harmless number elsewhere, so that what is masked out cannot make a NaN of a gradient.
   *
   * @param x of the shape of the losses, and perhaps further axes
   */
  kept(x: NDArray, harmless = 0): NDArray {
    if (this.mask === null) return x;
    const further = new Array<number>(x.ndim - this.shape.length).fill(1);
    const mask: NDArray = further.length === 0 ? this.mask : reshape(this.mask, [...this.mask.shape, ...further]);
    return where(mask, x, harmless);
  }

  /**
   * The losses weighted, masked and reduced.
   *
   * @param losses finite wherever the mask is false: computed of what `kept` answered
   * @param share what each element counts for in the mean; 1 when left out
   */
  of(losses: NDArray, share: NDArray | null = null): NDArray {
    const factor = this.factorOf(losses.dtype);
    const weighed: NDArray = factor === null ? losses : mul(losses, factor);
    if (this.reduction === "none") return weighed;
    if (this.reduction === "sum") return sum(weighed);
    if (losses.size === 0) throw new ShapeError(this.op, "there must be at least one element", this.shapes);
    const counted = share ?? this.mask;
    if (counted === null) return mean(weighed);
    const spread: NDArray = broadcastTo(counted, this.shape);
    const total: NDArray = sum(share !== null && this.mask !== null ? where(this.mask, spread, 0) : spread);
    this.requireSome(total);
    return div(sum(weighed), astype(total, losses.dtype));
  }

  private factorOf(dtype: DType): NDArray | null {
    const weights: NDArray | null = this.weights === null ? null : astype(this.weights, dtype);
    if (this.mask === null) return weights;
    return weights === null ? astype(this.mask, dtype) : where(this.mask, weights, 0);
  }

  private requireSome(total: NDArray): void {
    const source = withElements(total);
    const totals = elements(source.storage, source.type).subarray(source.offset, source.offset + source.size);
    if (totals.every((t) => t !== 0)) return;
    throw nothingKept(
      this.op,
      this.shape.reduce((n, d) => n * d, 1),
    );
  }
}

/**
 * Checks the options of a loss whose elements have a shape.
 *
 * @throws {ValueError} for what is no reduction
 * @throws {DTypeError} for a mask that is not bool, and weights that are no real numbers
 * @throws {ShapeError} when they do not broadcast to the losses
 */
export function reducer(
  op: string,
  options: LossOptions<string> | undefined,
  shape: readonly number[],
  shapes: Readonly<Record<string, readonly number[]>>,
): Reducer {
  const { reduction = "mean", mask = null, weights = null } = requireOptions<LossOptions<string>>(op, options);
  if (!isReduction(reduction)) {
    throw new ValueError(op, 'reduction must be "mean", "sum" or "none"', kindOf(reduction));
  }
  if (mask !== null && requireArray(op, "mask", mask).type.kind !== "bool") {
    throw new DTypeError(op, "mask must be bool", { mask: mask.dtype }, "Compare first: mask.notEqual(0).");
  }
  const numbers = weights === null ? null : requireFloat(op, "weights", weights);
  if (mask !== null) requireBroadcast(op, "mask", mask, shape);
  if (numbers !== null) requireBroadcast(op, "weights", numbers, shape);
  return new Reducer(op, shape, shapes, reduction, mask, numbers);
}

function isReduction(x: string): x is Reduction {
  return reductions.includes(x);
}

/** `x`, where it broadcasts to the losses. @throws {ShapeError} */
export function requireBroadcast(op: string, name: string, x: NDArray, losses: readonly number[]): NDArray {
  const skip = losses.length - x.ndim;
  const shape: readonly number[] = x.shape;
  if (skip >= 0 && shape.every((n, i) => n === 1 || n === losses[i + skip])) return x;
  throw new ShapeError(op, `${name} must broadcast to the losses`, { [name]: shape, losses });
}
