import {
  type NDArray,
  add,
  concat,
  matmul,
  matrixTranspose,
  mul,
  relu,
  sigmoid,
  slice,
  stack,
  sub,
  tanh,
  zeros,
} from "@linnet/core";
import type { RecurrentCell } from "@linnet/kernels/nn";

/** How a recurrence runs. */
export interface Recurrence {
  readonly cell: RecurrentCell;
  /** From the last step to the first. */
  readonly reverse: boolean;
}

/**
 * What recurrences are, written in public operations, a step at a time: the law that their kernels follow, and of which derivatives
 * of any order are taken.
 *
 * @param parts shape `[B, T, parts·n]`: what inputs and biases contribute to the argument of each part, see `argumentsOf`
 * @param weight shape `[gates·n, n]`
 * @param h0 shape `[B, n]`; c0 likewise, of an LSTM
 * @returns y `[B, T, n]`, and of an LSTM c `[B, T, n]`
 */
export function recurrenceLaw(
  parts: NDArray,
  weight: NDArray,
  [h0, c0]: readonly NDArray[],
  { cell, reverse }: Recurrence,
): NDArray[] {
  const steps = parts.shape[1];
  const turned = matrixTranspose(weight);
  const [ys, cs]: NDArray[][] = [[], []];
  let [h, c] = [h0, c0];
  for (let k = 0; k < steps; k++) {
    const t = reverse ? steps - 1 - k : k;
    const own: NDArray = slice(parts, ":", t);
    [h, c] = cells[cell](own, matmul(h, turned), h, c);
    ys[t] = h;
    cs[t] = c;
  }
  return cell === "lstm" ? [stack(ys, { axis: 1 }), stack(cs, { axis: 1 })] : [stack(ys, { axis: 1 })];
}

/** Inputs `[B, T, gates·n]` and biases `[parts·n]` as arguments of the parts: to the last part of a GRU inputs contribute nothing. */
export function argumentsOf(x: NDArray, bias: NDArray, cell: RecurrentCell): NDArray {
  if (cell !== "gru") return add(x, bias);
  const [B, T, width] = x.shape;
  const nothing = zeros([B, T, width / 3], { dtype: x.dtype === "float64" ? "float64" : "float32" });
  const all: readonly NDArray[] = [x, nothing];
  return add(concat(all, { axis: 2 }), bias);
}

/** h and c after a step: from what inputs contribute, what h before does, and h and c before. */
type Step = (x: NDArray, r: NDArray, h: NDArray, c: NDArray) => [NDArray, NDArray];

const cells: Readonly<Record<RecurrentCell, Step>> = {
  tanh: (x, r, _h, c) => [tanh(add(x, r)), c],
  relu: (x, r, _h, c) => [relu(add(x, r)), c],

  lstm(x, r, h, c) {
    const z: NDArray = add(x, r);
    const n = h.shape[1];
    const [i, f, o] = [0, 1, 3].map((part) => sigmoid(partOf(z, part, n)));
    const own: NDArray = add(mul(f, c), mul(i, tanh(partOf(z, 2, n))));
    return [mul(o, tanh(own)), own];
  },

  gru(x, r, h, c) {
    const n = h.shape[1];
    const [reset, update] = [0, 1].map((part): NDArray => sigmoid(add(partOf(x, part, n), partOf(r, part, n))));
    const q = add(partOf(r, 2, n), partOf(x, 3, n));
    const candidate: NDArray = tanh(add(partOf(x, 2, n), mul(reset, q)));
    return [add(candidate, mul(update, sub(h, candidate))), c];
  },
};

function partOf(z: NDArray, part: number, n: number): NDArray {
  return slice(z, ":", `${part * n}:${(part + 1) * n}`);
}
