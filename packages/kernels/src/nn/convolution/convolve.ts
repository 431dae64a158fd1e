import { wholeMemory } from "../../memory/memory.js";
import { type Operand, withStaged } from "../../memory/staging.js";
import type { Strided } from "../../strided.js";
import { convolutionFamily } from "./family.js";
import { type Job, type Side, perform, prepare, writePlaces } from "./plan.js";
import { type AxisPlan, type Windows, backwardAxes, forwardAxis, threeOf } from "./windows.js";

/** Words of a plan that are written once its scratch is known; see `assembly/convolution/plan.ts`. */
const WEIGHTS = 33;
const WEIGHTS_GROUP = 34;
const BIAS = 35;
const PART = 38;
const SUMS = 39;
const SUMS_PART = 40;

/** Bytes of sums of all parts of a derivative by weights, and the most parts. */
const SUMS_BYTES = 2 ** 20;
const PARTS = 8;

/**
 * out[n, k, p] ← bias[k] + Σ over channels c of k's group and elements r of the window:  x[n, c, p·stride + r·dilation − before]·w[k, c, r]
 *
 * with 0 outside of x. All operands are contiguous, of one float dtype, with one to three spatial axes; w's channels are those of a group.
 * The sum is taken in the order of c and r, in blocks of 256 terms, whatever the size and the number of threads.
 */
export function convolve(how: Windows, x: Strided, w: Strided, bias: Strided | null, out: Strided): void {
  const inputs = bias === null ? [x, w] : [x, w, bias];
  withStaged(inputs.map(wholeOf), [wholeOf(out)], (from, weights, ...rest) => {
    const [addend, to] = bias === null ? [0, rest[0]] : rest;
    const job = jobOf(how, x, from, w, out, to);
    if (job !== null) run(job, w, weights, addend, "outputs");
  });
}

/**
 * The adjoint of `convolve` in x: out, of x's shape, from y, of its output's.
 *
 *     out[n, c, h] ← Σ over k, p and r with p·stride + r·dilation − before = h:  y[n, k, p]·w[k, c, r]
 *
 * Places of out whose residues modulo the stride are equal are computed together, so that nothing is multiplied by inserted zeros.
 */
export function convolveTransposed(how: Windows, y: Strided, w: Strided, out: Strided): void {
  withStaged([wholeOf(y), wholeOf(w)], [wholeOf(out)], (from, weights, to) => {
    const sides = { source: sideOf(y, from, how.groups), target: sideOf(out, to, how.groups) };
    const common = { bytes: 2 ** y.type.shift, images: y.layout.shape[0], groups: how.groups };
    if (out.layout.size === 0) return;
    if (y.layout.size === 0 || w.layout.size === 0) {
      wholeMemory().u8.fill(0, to, to + out.layout.size * common.bytes);
      return;
    }
    const size = threeOf(w.layout.shape.slice(2), 1);
    const [stride, dilation] = [threeOf(how.stride, 1), threeOf(how.dilation, 1)];
    const before = threeOf(how.before, 0);
    const [ds, hs, ws] = size.map((n, i) => backwardAxes(sides.target.extent[i], n, stride[i], dilation[i], before[i]));
    for (const d of ds)
      for (const h of hs) for (const v of ws) run({ ...common, ...sides, axes: [d, h, v] }, w, weights, 0, "inputs");
  });
}

/**
 * The adjoint of `convolve` in w: out, of w's shape, from x and y, of its output's shape.
 *
 *     out[k, c, r] ← Σ over n and p:  y[n, k, p]·x[n, c, p·stride + r·dilation − before]
 *
 * Images are added up in parts, whose number depends on the shapes alone, and so do the bits.
 */
export function convolveWeights(how: Windows, x: Strided, y: Strided, out: Strided): void {
  withStaged([wholeOf(x), wholeOf(y)], [wholeOf(out)], (from, cts, to) => {
    if (out.layout.size === 0) return;
    const bytes = 2 ** x.type.shift;
    const job = jobOf(how, x, from, out, y, cts);
    if (job === null) {
      wholeMemory().u8.fill(0, to, to + out.layout.size * bytes);
      return;
    }
    const taps = out.layout.size / out.layout.shape[0];
    const row = 4 * Math.ceil(taps / 4) * bytes;
    const outputs = job.target.channels + (job.target.channels & 1);
    const partBytes = job.groups * outputs * row;
    const parts = Math.max(1, Math.min(PARTS, job.images, Math.floor(SUMS_BYTES / partBytes)));
    const each = Math.ceil(job.images / parts);
    const count = Math.ceil(job.images / each);
    const room = prepare(job, count * partBytes);
    const words = wholeMemory().i32;
    words[room.plan / 4 + PART] = each;
    words[room.plan / 4 + SUMS] = room.own;
    words[room.plan / 4 + SUMS_PART] = partBytes;
    perform("addWeights", count, room);
    const { joinWeights } = convolutionFamily.exports;
    const { groups, target } = job;
    for (let g = 0; g < groups; g++) {
      const [sums, o] = [room.own + g * outputs * row, to + g * target.channels * taps * bytes];
      joinWeights(bytes, count, target.channels, taps, sums, partBytes, row, o);
    }
  });
}

/** The job of which x, weights and y are three sides; null where there is nothing to multiply or to write. */
function jobOf(how: Windows, x: Strided, from: number, w: Strided, y: Strided, to: number): Job | null {
  if (y.layout.size === 0) return null;
  const size = threeOf(w.layout.shape.slice(2), 1);
  const [stride, dilation] = [threeOf(how.stride, 1), threeOf(how.dilation, 1)];
  const before = threeOf(how.before, 0);
  const target = sideOf(y, to, how.groups);
  const axis = (i: number): AxisPlan => forwardAxis(target.extent[i], size[i], stride[i], dilation[i], before[i]);
  return {
    bytes: 2 ** x.type.shift,
    images: x.layout.shape[0],
    groups: how.groups,
    source: sideOf(x, from, how.groups),
    target,
    axes: [axis(0), axis(1), axis(2)],
  };
}

/** Packs the weights, whose outputs are their first axis, or their second for the adjoint, and computes the target. */
function run(job: Job, w: Strided, weights: number, bias: number, rows: "outputs" | "inputs"): void {
  const { bytes, groups, source, target } = job;
  const { shape } = w.layout;
  const size = threeOf(shape.slice(2), 1);
  const window = size[0] * size[1] * size[2];
  const taps = source.channels * job.axes.reduce((n, axis) => n * axis.taps.length, 1);
  const pairs = Math.ceil(target.channels / 2);
  const groupBytes = 2 * pairs * taps * bytes;
  const placesBytes = Math.ceil((4 * taps) / 64) * 64;
  const room = prepare(job, placesBytes + groups * groupBytes);
  const packed = room.own + placesBytes;
  const [rowStep, channelStep] = rows === "outputs" ? [shape[1] * window, window] : [window, shape[1] * window];
  writePlaces(job, channelStep, size, room.own);
  const { packWeights } = convolutionFamily.exports;
  const groupStep = (shape[0] / groups) * shape[1] * window * bytes;
  for (let g = 0; g < groups; g++) {
    packWeights(
      bytes,
      target.channels,
      taps,
      weights + g * groupStep,
      rowStep * bytes,
      room.own,
      packed + g * groupBytes,
    );
  }
  const words = wholeMemory().i32;
  words[room.plan / 4 + WEIGHTS] = packed;
  words[room.plan / 4 + WEIGHTS_GROUP] = groupBytes;
  words[room.plan / 4 + BIAS] = bias;
  perform("convolve", job.images * groups * room.bands, room);
}

function sideOf({ layout }: Strided, address: number, groups: number): Side {
  return { address, channels: layout.shape[1] / groups, extent: threeOf(layout.shape.slice(2), 1) };
}

function wholeOf({ type, storage, offset, layout }: Strided): Operand {
  return { type, storage, offset, reach: [0, layout.size - 1] };
}
