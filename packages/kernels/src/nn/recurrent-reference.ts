import type { MatrixView } from "../matrix-view.js";
import type { RecurrentCell, RecurrentStep, RecurrentStepBack } from "./recurrent.js";

/** Element (i, j) of a matrix, to read and to write. */
interface Cells {
  get(i: number, j: number): number;
  set(i: number, j: number, value: number): void;
}

function cellsOf(view: MatrixView | null): Cells {
  if (view === null) return { get: () => 0, set() {} };
  const { data, offset, rowStride, colStride } = view;
  return {
    get: (i, j) => data[offset + i * rowStride + j * colStride],
    set: (i, j, value) => (data[offset + i * rowStride + j * colStride] = value),
  };
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** The meaning of `recurrentStep`, one number at a time. */
export function referenceRecurrentStep(cell: RecurrentCell, step: RecurrentStep): void {
  const [x, r, bias, before] = [step.x, step.r, step.bias, step.before].map(cellsOf);
  const [gates, c, h] = [step.gates, step.c, step.h].map(cellsOf);
  const n = step.h.cols;
  for (let i = 0; i < step.h.rows; i++) {
    for (let j = 0; j < n; j++) {
      const z = (part: number): number => x.get(i, part * n + j) + r.get(i, part * n + j) + bias.get(0, part * n + j);
      if (cell === "lstm") {
        const values = [sigmoid(z(0)), sigmoid(z(1)), Math.tanh(z(2)), sigmoid(z(3))];
        values.forEach((value, part) => gates.set(i, part * n + j, value));
        const own = values[1] * before.get(i, j) + values[0] * values[2];
        c.set(i, j, own);
        h.set(i, j, values[3] * Math.tanh(own));
      } else if (cell === "gru") {
        const q = r.get(i, 2 * n + j) + bias.get(0, 3 * n + j);
        const reset = sigmoid(z(0));
        const candidate = Math.tanh(x.get(i, 2 * n + j) + bias.get(0, 2 * n + j) + reset * q);
        const values = [reset, sigmoid(z(1)), candidate, q];
        values.forEach((value, part) => gates.set(i, part * n + j, value));
        h.set(i, j, candidate + values[1] * (before.get(i, j) - candidate));
      } else h.set(i, j, cell === "tanh" ? Math.tanh(z(0)) : Math.max(z(0), 0));
    }
  }
}

/** The meaning of `recurrentStepBack`. */
export function referenceRecurrentStepBack(cell: RecurrentCell, step: RecurrentStepBack): void {
  const [dy, dOwn, dh, dc] = [step.dy, step.dOwn, step.dh, step.dc].map(cellsOf);
  const [before, gates, c, h, dGates] = [step.before, step.gates, step.c, step.h, step.dGates].map(cellsOf);
  const n = step.h.cols;
  for (let i = 0; i < step.h.rows; i++) {
    for (let j = 0; j < n; j++) {
      const ct = dy.get(i, j) + dh.get(i, j);
      const [p, q, s, t] = [0, 1, 2, 3].map((part) => (step.gates.cols === 0 ? 0 : gates.get(i, part * n + j)));
      const give = (...values: readonly number[]): void =>
        values.forEach((value, part) => dGates.set(i, part * n + j, value));
      if (cell === "lstm") {
        const wave = Math.tanh(c.get(i, j));
        const own = dc.get(i, j) + dOwn.get(i, j) + ct * t * (1 - wave * wave);
        const forget = own * before.get(i, j) * q * (1 - q);
        give(own * s * p * (1 - p), forget, own * p * (1 - s * s), ct * wave * t * (1 - t));
        dc.set(i, j, own * q);
      } else if (cell === "gru") {
        const candidate = ct * (1 - q) * (1 - s * s);
        give(candidate * t * p * (1 - p), ct * (before.get(i, j) - s) * q * (1 - q), candidate, candidate * p);
        dh.set(i, j, ct * q);
      } else {
        const y = h.get(i, j);
        give(cell === "tanh" ? ct * (1 - y * y) : y > 0 ? ct : 0);
      }
    }
  }
}
