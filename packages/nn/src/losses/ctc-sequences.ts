import { IndexError, type NDArray, ValueError, array } from "@linnet/core";
import { kindOf, requireArray } from "@linnet/core/extend";

/** What the forward algorithm looks up for each of n sequences of labels. */
export interface Sequences {
  /** Class of each state `[n, 1, 2·longest + 1]`: blanks around and between the labels. */
  readonly states: NDArray;
  /** Which states may be entered from two before, past a blank `[n, 2·longest + 1]`: labels unlike the one before them. */
  readonly skips: NDArray;
  /** Last states `[n, 2]`: the blank at the end, and the last label. */
  readonly ends: NDArray;
  /** Which of these there are: without labels, only the blank. */
  readonly areEnds: NDArray;
}

/** @throws {IndexError} for a label that is no class, or the blank, with its place */
export function sequencesOf(
  labels: NDArray,
  lengths: readonly number[],
  { blank, classes }: { readonly blank: number; readonly classes: number },
): Sequences {
  const [n, longest]: readonly number[] = labels.shape;
  const targets = labels.toTypedArray();
  const width = 2 * longest + 1;
  const states = new Int32Array(n * width).fill(blank);
  const skips = new Uint8Array(n * width);
  lengths.forEach((length, i) => {
    for (let k = 0; k < length; k++) {
      const label = targets[i * longest + k];
      if (!(label >= 0 && label < classes && label !== blank)) {
        const contract = `targets must lie in [0, ${classes - 1}] and not be the blank ${blank}`;
        throw new IndexError("ctc", contract, `${label} at position [${i}, ${k}]`);
      }
      states[i * width + 2 * k + 1] = label;
      skips[i * width + 2 * k + 1] = Number(k > 0 && label !== targets[i * longest + k - 1]);
    }
  });
  return {
    states: array(states, { shape: [n, 1, width] }),
    skips: array(skips, { shape: [n, width] }).notEqual(0),
    ends: array(Int32Array.from(lengths.flatMap((length) => [2 * length, Math.max(2 * length - 1, 0)])), {
      shape: [n, 2],
    }),
    areEnds: array(Int32Array.from(lengths.flatMap((length) => [1, Number(length > 0)])), { shape: [n, 2] }).notEqual(
      0,
    ),
  };
}

/** Lengths as a list. @throws {ValueError} unless there are n integers within bounds */
export function lengthsOf(
  name: string,
  given: readonly number[] | NDArray,
  n: number,
  bounds: readonly [low: number, high: number],
): readonly number[] {
  const list: readonly unknown[] = Array.isArray(given)
    ? given
    : Array.from(requireArray("ctc", name, given).toTypedArray());
  const [low, high] = bounds;
  const isRight = (length: unknown): length is number =>
    Number.isInteger(length) && Number(length) >= low && Number(length) <= high;
  const wrong = list.find((length) => !isRight(length));
  if (wrong === undefined && list.length === n) return list.filter(isRight);
  const got = list.length === n ? kindOf(wrong) : `${list.length} of them`;
  throw new ValueError("ctc", `${name} must be ${n} integers in [${low}, ${high}]`, got);
}
