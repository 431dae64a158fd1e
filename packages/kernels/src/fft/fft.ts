import { fuse, innerLength, innerStep, walk } from "../loops.js";
import { scratch } from "../memory/scratch.js";
import { type Operand, reachOf, withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import { address } from "../wasm/address.js";
import { cachedPlan } from "./cached-plan.js";
import type { Fft, Fourier } from "./fourier.js";
import { transformLines } from "./lines.js";
import { Side } from "./side.js";
import { roomFor } from "./transform.js";

/** Elements of lines that are transformed together. */
const TOGETHER = 512;
/** Lines whose elements are not neighbours go in groups of at least so many, because memory comes in pieces of 64 bytes. */
const ABREAST = 8;

/**
 * Fourier transforms of all lines along an axis, computed in float64 whatever the dtype: radices 2 to 5 and odd primes by Stockham's
 * algorithm, lengths with larger prime factors by Bluestein's; real lines of even length by a transform of half the length.
 *
 * @see Van Loan, *Computational frameworks for the fast Fourier transform*, 1992
 */
export const fft: Fft = (how, x, axis, out) => {
  if (out.layout.size === 0) return;
  if (inHeap(x.storage, "fft") && inHeap(out.storage, "fft")) eachLine(how, x, address(x), axis, out, address(out));
  else withStaged([operandOf(x)], [operandOf(out)], (from, to) => eachLine(how, x, from, axis, out, to));
};

/** x and out have their first elements at bytes `from` and `to`. */
function eachLine(how: Fourier, x: Strided, from: number, axis: number, out: Strided, to: number): void {
  const n = (how.half === "x" ? out : x).layout.shape[axis];
  const isFolded = n % 2 === 0 && (x.type.kind !== "complex" || how.half === "x");
  const cached = cachedPlan(isFolded ? n / 2 : n, isFolded);

  const rest = (list: readonly number[]): number[] => list.filter((_, i) => i !== axis);
  const loops = fuse(rest(out.layout.shape), [rest(x.layout.strides), rest(out.layout.strides)]);
  const count = innerLength(loops);
  const [xStep, outStep] = [innerStep(loops, 0), innerStep(loops, 1)];
  const isUnit = x.layout.strides[axis] === 1 && out.layout.strides[axis] === 1;
  const abreast = Math.min(count, Math.max(isUnit ? 1 : ABREAST, Math.floor(TOGETHER / n)));

  const area = 16 * Math.max(n + 1, roomFor(cached.plan)) * abreast + 64;
  const a = scratch(3 * area);
  const sides = { from: new Side(x, axis, xStep), to: new Side(out, axis, outStep) };
  const lines = { how, n, cached, ...sides, areas: [a, a + area, a + 2 * area] as const };
  const [xBytes, outBytes] = [2 ** x.type.shift, 2 ** out.type.shift];
  walk(loops, 1, [0, 0], ([i, j]) => {
    for (let k = 0; k < count; k += abreast) {
      const first = [from + (i + k * xStep) * xBytes, to + (j + k * outStep) * outBytes] as const;
      transformLines(lines, Math.min(abreast, count - k), ...first);
    }
  });
}

function operandOf({ type, storage, offset, layout }: Strided): Operand {
  return { type, storage, offset, reach: reachOf(layout.shape, layout.strides) };
}
