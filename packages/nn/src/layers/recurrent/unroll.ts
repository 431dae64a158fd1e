import { type NDArray, ShapeError, add, concat, reshape, slice, stack, zeros } from "@linnet/core";
import { requireFloat, requireNdim, sameShape } from "@linnet/core/extend";
import type { RecurrentCell } from "@linnet/kernels/nn";
import { affine } from "../../ops/affine.js";
import { recurrence } from "../../ops/recurrence.js";
import type { Run } from "../../run.js";
import { drop } from "../../ops/drop.js";
import { type RecurrentWeights, type Wiring, suffixes } from "./weights.js";

/** States of all layers and directions, `[layers·directions, …, hidden]` each, in torch's order. */
export interface States {
  readonly h?: NDArray | undefined;
  readonly c?: NDArray | undefined;
}

/** Outputs of every step and the states after the last one. */
export interface Unrolled {
  readonly output: NDArray;
  readonly h: NDArray;
  readonly c: NDArray | null;
}

/** Runs all layers and directions of a recurrent network over x `[…, T, in]`. */
export function unroll(
  op: string,
  cell: RecurrentCell,
  net: RecurrentWeights<any> & Wiring,
  source: NDArray,
  states: States,
  run: Run | undefined,
): Unrolled {
  const x = requireFloat(op, "x", source);
  const directions = net.bidirectional ? 2 : 1;
  const hidden = net.weight_hh_l0.shape[1];
  const leading = requireSteps(op, net, x);
  const shape = [net.layers * directions, ...leading, hidden];
  const initial = { h: startOf(op, "h", states.h, shape, x), c: startOf(op, "c", states.c, shape, x) };
  const [hs, cs]: NDArray[][] = [[], []];
  let y = reshape(x, [-1, ...x.shape.slice(-2)]);
  for (let layer = 0; layer < net.layers; layer++) {
    if (layer > 0) y = drop(y, net.dropout, run);
    const outputs = suffixes(layer, net.bidirectional).map((end, direction) => {
      const place = layer * directions + direction;
      const before = [initial.h, initial.c].map((all): NDArray => slice(all, place));
      const reverse = direction === 1;
      const result = pass(cell, net, end, y, cell === "lstm" ? before : before.slice(0, 1), reverse);
      const last = reverse ? 0 : y.shape[1] - 1;
      hs.push(slice(result.y, ":", last));
      if (result.c !== null) cs.push(slice(result.c, ":", last));
      return result.y;
    });
    y = outputs.length === 1 ? outputs[0] : concat(outputs as readonly NDArray[], { axis: 2 });
  }
  const output = reshape(y, [...x.shape.slice(0, -1), y.shape[2]]);
  const whole = (parts: readonly NDArray[]): NDArray => reshape(stack(parts), shape);
  return { output, h: whole(hs), c: cell === "lstm" ? whole(cs) : null };
}

/** One layer in one direction. Inputs of all steps are one product. */
function pass(
  cell: RecurrentCell,
  net: RecurrentWeights<any>,
  end: string,
  x: NDArray,
  states: readonly NDArray[],
  reverse: boolean,
): { readonly y: NDArray; readonly c: NDArray | null } {
  const weight = net[`weight_hh_${end}`];
  const inputs = affine(x, net[`weight_ih_${end}`], null);
  return recurrence(inputs, weight, biasOf(cell, net, end, weight), states, { cell, reverse });
}

/** Both biases as the recurrence takes them: added up, but for what the reset gate of a GRU multiplies. */
function biasOf(cell: RecurrentCell, net: RecurrentWeights<any>, end: string, weight: NDArray): NDArray {
  const [rows, hidden] = weight.shape;
  const own: NDArray | undefined = net[`bias_ih_${end}`];
  const dtype = weight.dtype === "float64" ? "float64" : "float32";
  if (own === undefined) return zeros([cell === "gru" ? rows + hidden : rows], { dtype });
  const state = net[`bias_hh_${end}`];
  if (cell !== "gru") return add(own, state);
  const both = 2 * hidden;
  const gates = add(slice(own, `:${both}`), slice(state, `:${both}`));
  const parts: readonly NDArray[] = [gates, slice(own, `${both}:`), slice(state, `${both}:`)];
  return concat(parts);
}

/** The axes in front of steps and features. @throws {ShapeError} for other features, and no steps */
function requireSteps(op: string, net: RecurrentWeights<any>, x: NDArray): readonly number[] {
  requireNdim(op, "x", x, 2);
  const [steps, features] = x.shape.slice(-2);
  const expected = net.weight_ih_l0.shape[1];
  if (features !== expected) {
    throw new ShapeError(op, `x must have ${expected} features along its last axis`, { x: x.shape });
  }
  if (steps === 0) throw new ShapeError(op, "there must be at least one step", { x: x.shape });
  return x.shape.slice(0, -2);
}

/** States before the first step, `[layers·directions, B, hidden]`: zeros, unless given. @throws {ShapeError} */
function startOf(op: string, name: string, state: NDArray | undefined, shape: readonly number[], x: NDArray): NDArray {
  const whole = [shape[0], shape.slice(1, -1).reduce((a, b) => a * b, 1), shape[shape.length - 1]];
  if (state === undefined) return zeros(whole, { dtype: x.dtype === "float64" ? "float64" : "float32" });
  const given = requireFloat(op, name, state);
  if (!sameShape(given.shape, shape)) {
    throw new ShapeError(op, `${name} must be [${shape.join(", ")}]`, { [name]: given.shape });
  }
  return reshape(given, whole);
}
