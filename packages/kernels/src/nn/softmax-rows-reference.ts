import { bool } from "../element-type.js";
import { fuse, walk } from "../loops.js";
import { elements } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import type { SoftmaxRows } from "./softmax-rows.js";

/** The meaning of `softmaxRows`, a row at a time; operands of any strides. */
export function referenceSoftmaxRows(
  x: Strided,
  mask: Strided | null,
  out: Strided,
  { scale, causal }: SoftmaxRows,
): void {
  const { shape } = out.layout;
  const rows = shape.length - 1;
  const n = shape[rows];
  const operands = mask === null ? [x, out] : [x, out, mask];
  const data = operands.map(({ storage, type }) => elements(storage, type));
  const steps = operands.map(({ layout }) => layout.strides[rows]);
  const isChosen = mask !== null && mask.type === bool;
  eachRow(operands, (at, i) => {
    const length = causal ? Math.min(i + 1, n) : n;
    const counts = (j: number): boolean => !isChosen || data[2][at[2] + j * steps[2]] !== 0;
    const added = (j: number): number => (mask === null || isChosen ? 0 : data[2][at[2] + j * steps[2]]);
    const row = Array.from({ length }, (_, j) =>
      counts(j) ? scale * data[0][at[0] + j * steps[0]] + added(j) : -Infinity,
    );
    const largest = row.reduce((a, b) => Math.max(a, b), -Infinity); // NaN where there is one
    const weights = row.map((z) => (largest === -Infinity ? 0 : Math.exp(z - largest)));
    const sum = weights.reduce((a, b) => a + b, 0);
    for (let j = 0; j < n; j++) data[1][at[1] + j * steps[1]] = j < length && sum !== 0 ? weights[j] / sum : 0;
  });
}

/** The meaning of `softmaxSlopeRows`. */
export function referenceSoftmaxSlopeRows(ct: Strided, y: Strided, out: Strided, scale: number): void {
  const n = out.layout.shape[out.layout.shape.length - 1];
  const [c, w, o] = [ct, y, out].map(({ storage, type }) => elements(storage, type));
  const [p, q, r] = [ct, y, out].map(({ layout }) => layout.strides[layout.shape.length - 1]);
  eachRow([ct, y, out], ([i, j, k]) => {
    let dot = 0;
    for (let l = 0; l < n; l++) dot += c[i + l * p] * w[j + l * q];
    for (let l = 0; l < n; l++) o[k + l * r] = scale * w[j + l * q] * (c[i + l * p] - dot);
  });
}

/** Calls f for every row, with the place of its first element in each operand, and its number within its matrix. */
function eachRow(operands: readonly Strided[], f: (at: readonly number[], row: number) => void): void {
  const { shape, size } = operands[0].layout;
  if (size === 0) return;
  const axis = shape.length - 2;
  const strides = operands.map(({ layout }) => layout.strides.slice(0, -1));
  const outer = fuse(
    shape.slice(0, axis),
    strides.map((s) => s.slice(0, axis)),
  );
  const count = axis < 0 ? 1 : shape[axis];
  walk(
    { shape: [...outer.shape, 1], steps: outer.steps.map((s) => [...s, 0]) },
    1,
    operands.map((x) => x.offset),
    (at) => {
      for (let i = 0; i < count; i++)
        f(
          at.map((place, k) => place + i * (strides[k][axis] ?? 0)),
          i,
        );
    },
  );
}
