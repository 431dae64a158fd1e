import type { NDArray } from "@linnet/core";
import { dense, elements, workspace } from "@linnet/core/extend";
import { MatrixView, gemm, release } from "@linnet/kernels";
import { type RecurrentCell, recurrentStep, recurrentStepBack } from "@linnet/kernels/nn";
import type { Recurrence } from "./recurrence-law.js";

/** Parts whose arguments have derivatives of their own: the gates, and of a GRU what r multiplies. */
export function partsOf(cell: RecurrentCell): number {
  return cell === "gru" || cell === "lstm" ? 4 : 1;
}

/** y (and c, and gates) of x, weight, bias, h0 (and c0), step by step; three axes each. */
export function runForward(
  inputs: readonly NDArray[],
  outputs: readonly NDArray[],
  { cell, reverse }: Recurrence,
): void {
  const [x, weight, bias, h0, c0] = inputs.map((input) => dense(input));
  const { y, c, gates } = namesOf(outputs, cell);
  const [B, T, width]: readonly number[] = x.shape;
  const turned = matrixOf(weight).T;
  const r = workspace(x.type, B, width);
  let h = matrixOf(h0);
  let before = cell === "lstm" ? matrixOf(c0) : h;
  for (const t of order(T, reverse)) {
    gemm(1, h, turned, 0, r);
    const [own, next] = [c === null ? null : stepOf(c, t), stepOf(y, t)];
    recurrentStep(cell, { x: stepOf(x, t), r, bias: matrixOf(bias), before, gates: stepOf(gates, t), c: own, h: next });
    h = next;
    before = own ?? next;
  }
  release(r.storage);
}

/** Cotangents of the arguments of the parts, of h0 (and c0), from those of y (and c), backwards through time. */
export function runBackward(all: readonly NDArray[], outputs: readonly NDArray[], { cell, reverse }: Recurrence): void {
  const isLstm = cell === "lstm";
  const given = all.map((input) => dense(input));
  const [dy, dOwn] = isLstm ? given : [given[0], null];
  const [, weight, , h0, c0] = given.slice(isLstm ? 2 : 1);
  const { y, c, gates } = namesOf(given.slice(isLstm ? 7 : 5), cell);
  const [dArguments, dh0, dc0] = outputs;
  const [w, dh, dc] = [matrixOf(weight), matrixOf(dh0), isLstm ? matrixOf(dc0) : null];
  for (const state of outputs.slice(1))
    elements(state.storage, state.type).fill(0, state.offset, state.offset + state.size);
  const T = y.shape[1];
  const times = order(T, !reverse);
  times.forEach((t, k) => {
    const previous = times[k + 1];
    const first = previous === undefined;
    const states = isLstm ? (c as NDArray) : y; // an LSTM has c
    const before = first ? matrixOf(isLstm ? c0 : h0) : stepOf(states, previous);
    const dGates = stepOf(dArguments, t);
    recurrentStepBack(cell, {
      dy: stepOf(dy, t),
      dOwn: dOwn === null ? null : stepOf(dOwn, t),
      dh,
      dc,
      before,
      gates: stepOf(gates, t),
      c: c === null ? null : stepOf(c, t),
      h: stepOf(y, t),
      dGates,
    });
    throughWeight(cell, dGates, w, dh);
  });
}

/** dh ← what the step before has of the arguments; of a GRU added to what it has of h. */
function throughWeight(cell: RecurrentCell, dGates: MatrixView, w: MatrixView, dh: MatrixView): void {
  if (cell !== "gru") {
    gemm(1, dGates, w, 0, dh);
    return;
  }
  const { rows, cols } = dh;
  gemm(1, dGates.block(0, 0, rows, 2 * cols), w.block(0, 0, 2 * cols, cols), 1, dh);
  gemm(1, dGates.block(0, 3 * cols, rows, cols), w.block(2 * cols, 0, cols, cols), 1, dh);
}

function namesOf(outputs: readonly NDArray[], cell: RecurrentCell) {
  const [y] = outputs;
  if (cell === "lstm") return { y, c: outputs[1], gates: outputs[2] };
  return { y, c: null, gates: cell === "gru" ? outputs[1] : y }; // a simple cell's slope follows from its value
}

function order(T: number, reverse: boolean): number[] {
  return Array.from({ length: T }, (_, k) => (reverse ? T - 1 - k : k));
}

function stepOf({ type, storage, offset, layout: { shape, strides } }: NDArray, t: number): MatrixView {
  return new MatrixView(type, storage, offset + t * strides[1], shape[0], shape[2], strides[0], strides[2]);
}

/** The one matrix of `[1, rows, cols]`. */
function matrixOf({ type, storage, offset, layout: { shape, strides } }: NDArray): MatrixView {
  return new MatrixView(type, storage, offset, shape[1], shape[2], strides[1], strides[2]);
}
