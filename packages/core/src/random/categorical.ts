import { elements, int32 } from "@linnet/kernels";
import { requireArray, requireOptions, requireReal } from "../array/argument.js";
import { uninitialized } from "../array/create.js";
import type { DType } from "../array/dtype.js";
import { normalizeAxis } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Reduced, Shape } from "../array/typed-shape.js";
import { ShapeError, ValueError } from "../errors.js";
import { dense } from "../ops/reshape.js";
import { permuteDims } from "../ops/transpose.js";
import { requireStream } from "./draw-floats.js";
import { portableExp } from "./portable-exp-log.js";
import type { Random } from "./random.js";
import { unit53 } from "./uniform.js";

/**
 * One class of each distribution along an axis: class k with probability e^(logitₖ)/Σⱼ e^(logitⱼ). For probabilities, give
 * their logarithms; to draw many from one distribution, broadcast it first.
 *
 * @param logits real, of shape `[…, classes]`; −∞ is never drawn
 * @param options `axis`: that of the classes, default −1
 * @returns int32, without that axis
 * @throws {ValueError} where a logit is NaN or +∞, or all of a distribution are −∞
 * @throws {ShapeError} when there are no classes
 * @remarks An exponential for each logit; the same bits on every platform.
 * @example
 * randomCategorical(random(0), array([[0, 1, 2], [-Infinity, 0, -Infinity]])); // the second is 1
 */
export function randomCategorical<S extends Shape, const A extends number = -1>(
  rng: Random,
  logits: NDArray<DType, S>,
  options?: { readonly axis?: A },
): NDArray<"int32", Reduced<S, A, false>> {
  const op = "randomCategorical";
  requireStream(op, rng);
  const { axis = -1 } = requireOptions(op, options);
  const source: NDArray = requireArray(op, "logits", logits);
  requireReal(op, "logits", source);
  const { shape } = source.layout;
  const along = normalizeAxis(op, axis, shape.length);
  const classes = shape[along];
  const batch = shape.toSpliced(along, 1) as readonly number[];
  const out: NDArray = uninitialized(op, batch, int32);
  if (classes === 0 && out.size > 0) throw new ShapeError(op, "there must be classes to draw from", { logits: shape });
  const rows = rowsAlong(source, along);
  const largest = largestOfRows(op, rows, out.size, classes);
  const drawn = elements(out.storage, int32);
  const weights = new Float64Array(classes);
  rng.draw(2 * out.size, (draw) => {
    draw.each(2 * out.size, (words, from, count) => {
      for (let w = 0; w < count; w += 2) {
        const row = (from + w) / 2;
        const total = weigh(rows, row * classes, largest[row], weights);
        drawn[row] = find(weights, unit53(words[w], words[w + 1]) * total);
      }
    });
  });
  return out;
}

/** The elements with an axis last, in row-major order. */
function rowsAlong(x: NDArray, axis: number): ReturnType<typeof elements> {
  const all = x.layout.shape.map((_: number, i: number) => i);
  const moved: NDArray = permuteDims(x, [...all.filter((i: number) => i !== axis), axis]);
  const packed = dense(moved);
  return elements(packed.storage, packed.type).subarray(packed.offset, packed.offset + packed.size);
}

/** The largest logit of each distribution. @throws {ValueError} where there is no such finite number */
function largestOfRows(op: string, rows: ArrayLike<number>, count: number, classes: number): Float64Array {
  const largest = new Float64Array(count).fill(-Infinity);
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < classes; k++) largest[row] = Math.max(largest[row], rows[row * classes + k]); // NaN stays
    if (Number.isFinite(largest[row])) continue;
    const expected = "logits must be finite or −∞, with a finite one in each distribution";
    throw new ValueError(op, expected, `a largest logit of ${largest[row]} in distribution ${row}`);
  }
  return largest;
}

/** Fills with e^(logit − largest); answers their sum. */
function weigh(rows: ArrayLike<number>, start: number, largest: number, weights: Float64Array): number {
  let total = 0;
  for (let k = 0; k < weights.length; k++) total += weights[k] = portableExp(rows[start + k] - largest);
  return total;
}

/** The first class whose weights up to it exceed `target`; the last with a weight, where rounding leaves none. */
function find(weights: Float64Array, target: number): number {
  let last = 0;
  for (let k = 0, sum = 0; k < weights.length; k++) {
    if (weights[k] === 0) continue;
    last = k;
    sum += weights[k];
    if (sum > target) return k;
  }
  return last;
}
