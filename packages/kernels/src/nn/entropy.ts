import { entropyWasm } from "../generated/entropy.js";
import { type Operand, withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import { address } from "../wasm/address.js";
import { Family } from "../wasm/family.js";

/** Cross-entropies of rows of logits and their labels: what they ask for beside the numbers. */
export interface EntropyTask {
  readonly classes: number;
  /** A label whose rows have loss and slopes 0; `null` for none. */
  readonly ignored: number | null;
  /** The share of each label that is spread evenly over all classes. */
  readonly smoothing: number;
  readonly reduction: "none" | "sum" | "mean";
}

type EntropyKernel = (
  n: number,
  classes: number,
  z: number,
  labels: number,
  ignores: number,
  ignored: number,
  smoothing: number,
  reduction: number,
  losses: number,
  slopes: number,
) => number;

interface EntropyExports {
  f32_entropy: EntropyKernel;
  f64_entropy: EntropyKernel;
}

const entropyFamily: Family<EntropyExports> = /* @__PURE__ */ new Family<EntropyExports>(entropyWasm, 11_008);
const codes = { none: 0, sum: 1, mean: 2 } as const;

/**
 * Cross-entropy of rows of logits z and labels t, and its slopes, in one pass over the rows:
 *
 *     losses ← log Σⱼ exp zⱼ − (1 − s)·zₜ − (s/k)·Σⱼ zⱼ,   slopes ← softmax z − (1 − s)·eₜ − s/k
 *
 * both, where they are reduced by `"mean"`, divided by the number of rows that are not ignored. All operands are contiguous:
 * `logits` and `slopes` n×k of one float dtype, `labels` int32, `losses` n numbers or the one that they are reduced to.
 *
 * @returns −1, or the first row whose label is no class, or n where there is no row for a mean: then nothing is written
 * @remarks Of finite logits a loss errs by a few ulp of itself, however small: (m − zₜ) + log1p(Σ exp(zⱼ − m) without the largest)
 *   with m = max z has no difference but the first.
 */
export function entropyRows(
  logits: Strided,
  labels: Strided,
  losses: Strided,
  slopes: Strided,
  task: EntropyTask,
): number {
  const n = labels.layout.size;
  const kernels = entropyFamily.exports;
  const kernel = logits.type.name === "float32" ? kernels.f32_entropy : kernels.f64_entropy;
  const run = (z: number, t: number, y: number, s: number): number =>
    kernel(
      n,
      task.classes,
      z,
      t,
      Number(task.ignored !== null),
      task.ignored ?? 0,
      task.smoothing,
      codes[task.reduction],
      y,
      s,
    );
  const operands = [logits, labels, losses, slopes];
  if (operands.every((x) => inHeap(x.storage, "entropy"))) {
    return run(address(logits), address(labels), address(losses), address(slopes));
  }
  return withStaged([logits, labels].map(whole), [losses, slopes].map(whole), run);
}

function whole({ type, storage, offset, layout }: Strided): Operand {
  return { type, storage, offset, reach: [0, layout.size - 1] };
}
