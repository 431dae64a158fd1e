import { type ElementType, float32 } from "../element-type.js";
import { stepWasm } from "../generated/step.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import { eachOnThreads } from "../threads/elements.js";
import { address } from "../wasm/address.js";
import { Family } from "../wasm/family.js";

interface StepExports {
  f32_sgd: StepKernel;
  f64_sgd: StepKernel;
  f32_adam: StepKernel;
  f64_adam: StepKernel;
}

/** Flags, the number of elements, the addresses of contiguous inputs and outputs, and coefficients. */
type StepKernel = (flags: number, n: number, ...rest: number[]) => void;

/** Bytes of an operand from which a step, which reads and writes up to nine, is worth threads. */
const LARGE = 2 ** 21;

/** Kernels that move parameters: one pass over all that a step reads and writes. */
const stepFamily: Family<StepExports> = /* @__PURE__ */ new Family<StepExports>(stepWasm, 0, LARGE);

/** What a step reads or writes: contiguous, of one dtype and shape; `null` where its flags leave it out. */
export type StepOperand = Strided | null;

/** Runs a kernel over whole operands, staged where they spilled. An element's bits depend on that element only. */
export function runStep(
  kernel: "sgd" | "adam",
  { type, layout: { size } }: Strided,
  flags: number,
  inputs: readonly StepOperand[],
  outputs: readonly StepOperand[],
  coefficients: readonly number[],
): void {
  if (size === 0) return;
  const all = [...inputs, ...outputs];
  const name = nameOf(kernel, type);
  if (all.every((x) => x === null || inHeap(x.storage, "step"))) {
    const bytes = 2 ** type.shift;
    const args = [flags, size, ...all.map((x) => (x === null ? 0 : address(x))), ...coefficients];
    if (size * bytes >= LARGE) {
      const steps = args.map((_, i) => (i >= 2 && i < 2 + all.length ? bytes : 0));
      if (eachOnThreads(stepFamily, name, args, steps, bytes, 64)) return;
    }
    const kernel: (...values: number[]) => void = stepFamily.exports[name];
    kernel(...args);
    return;
  }
  const staged = (list: readonly StepOperand[]) =>
    list
      .filter((x) => x !== null)
      .map(({ type, storage, offset }) => ({ type, storage, offset, reach: [0, size - 1] as const }));
  withStaged(staged(inputs), staged(outputs), (...addresses) => {
    let next = 0;
    const places = all.map((x) => (x === null ? 0 : addresses[next++]));
    stepFamily.exports[name](flags, size, ...places, ...coefficients);
  });
}

function nameOf(kernel: "sgd" | "adam", type: ElementType): keyof StepExports {
  return type === float32 ? `f32_${kernel}` : `f64_${kernel}`;
}
