import { type Dim, type NDArray, ValueError, concat, slice } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Fit, InOf, Layer, OutOf } from "../../layer.js";
import { callPart } from "../../part.js";
import type { Run } from "../../run.js";

/** What recurrent networks have in common. */
export interface Recurrent {
  readonly bidirectional: boolean;
  forward(x: NDArray, state?: object, run?: Run): { readonly output: NDArray };
}

/** A recurrent network as a layer: `[…, T, in]` → `[…, T, out]`, the outputs of all steps. */
export class AllOutputs<R extends Recurrent> implements Layer {
  declare readonly fits?: Fit<InOf<R>, OutOf<R, Dim>>;

  constructor(readonly recurrent: R) {}

  /** @param x shape `[…, T, in]` @returns shape `[…, T, out]` */
  forward(x: NDArray, run?: Run): NDArray {
    return outputs(this.recurrent, x, run);
  }
}

/**
 * A recurrent network as a layer: `[…, T, in]` → `[…, out]`, what it has seen at the end; of both directions each at its own end.
 */
export class LastOutput<R extends Recurrent> implements Layer {
  declare readonly fits?: Fit<InOf<R>, OutOf<R, Dim>>;

  constructor(readonly recurrent: R) {}

  /** @param x shape `[…, T, in]` @returns shape `[…, out]` */
  forward(x: NDArray, run?: Run): NDArray {
    const y = outputs(this.recurrent, x, run);
    const last: NDArray = slice(y, "...", -1, ":");
    if (!this.recurrent.bidirectional) return last;
    const half = last.shape[last.ndim - 1] / 2;
    const ends: readonly NDArray[] = [slice(last, "...", `:${half}`), slice(y, "...", 0, `${half}:`)];
    return concat(ends, { axis: last.ndim - 1 });
  }
}

/**
 * A recurrent network as a layer that gives the outputs of all steps.
 *
 * @throws {ValueError} for what is no recurrent network
 * @example
 * sequential(allOutputs(GRU.init(rng, 8, 64)), Linear.init(rng, 64, 8)); // [32, 50, 8] → [32, 50, 8]
 */
export function allOutputs<R extends Recurrent>(recurrent: R): AllOutputs<R> {
  return new AllOutputs(requireRecurrent("allOutputs", recurrent));
}

/**
 * A recurrent network as a layer that gives the output of the last step.
 *
 * @throws {ValueError} for what is no recurrent network
 * @example
 * sequential(lastOutput(LSTM.init(rng, 8, 64)), Linear.init(rng, 64, 1)); // [32, 50, 8] → [32, 1]
 */
export function lastOutput<R extends Recurrent>(recurrent: R): LastOutput<R> {
  return new LastOutput(requireRecurrent("lastOutput", recurrent));
}

function outputs(recurrent: Recurrent, x: NDArray, run: Run | undefined): NDArray {
  return callPart("recurrent", recurrent, run, () => recurrent.forward(x, {}, run).output);
}

function requireRecurrent<R extends Recurrent>(op: string, recurrent: R): R {
  if (typeof recurrent?.forward === "function" && typeof recurrent.bidirectional === "boolean") return recurrent;
  throw new ValueError(op, "the network must be an RNN, LSTM or GRU", kindOf(recurrent));
}
