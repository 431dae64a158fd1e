import { wholeMemory } from "../../memory/memory.js";
import { scratch } from "../../memory/scratch.js";
import { runPieces } from "../../threads/job.js";
import { WORK_BYTES, readyWorkers, workersAwake } from "../../threads/pool.js";
import { convolutionFamily } from "./family.js";
import type { AxisPlan } from "./windows.js";

/** Bytes of a plan's words. */
const PLAN_BYTES = 192;
/** What tiles write beyond their last place, and read. */
const SLACK = 128;
/** Taps of a block and bytes of a tile's row, as in `assembly/convolution/outputs.ts`: room for a packed block and its table. */
const PANEL = 256 * (64 + 4);
/** A laid-out band and its sums stay in the second-level cache. */
const BAND_BYTES = 2 ** 18;
/** Multiplications from which threads that are awake pay, and those that sleep. */
const LARGE = 2 ** 18;
const LARGE_ASLEEP = 2 ** 21;

/** Arrays of a convolution as its kernels see them: contiguous, N images of groups of channels, three spatial axes. */
export interface Side {
  readonly address: number;
  readonly channels: number;
  readonly extent: readonly [number, number, number];
}

/** What two of the operands give the third by. */
export interface Job {
  readonly bytes: number;
  readonly images: number;
  readonly groups: number;
  /** Its channels are those of a group. */
  readonly source: Side;
  readonly target: Side;
  readonly axes: readonly [AxisPlan, AxisPlan, AxisPlan];
}

/** Where the parts of a job's scratch lie. */
export interface Room {
  readonly plan: number;
  readonly table: number;
  /** Room of the caller. */
  readonly own: number;
  readonly work: number;
  readonly workBytes: number;
  readonly taps: number;
  readonly bands: number;
  readonly multiplications: number;
}

/** Numbers of which the places of a plan are made. */
const product = (list: readonly number[]): number => list.reduce((a, b) => a * b, 1);
const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64;

/** Takes scratch for a job, with `ownBytes` for the caller, and writes its plan and the table of its taps. */
export function prepare(job: Job, ownBytes: number): Room {
  const { bytes, images, groups, source, target, axes } = job;
  const counts = axes.map(({ count }) => count);
  const phases = axes.map((axis) => axis.phases);
  const halo = axes.map(({ taps }) => taps.reduce((most, { shift }) => Math.max(most, shift), 0));
  const [rows, cols] = [counts[1] + halo[1], counts[2] + halo[2]];
  const slice = rows * cols * bytes;
  const laid = source.channels * product(phases) * slice;
  const fitting = Math.floor((BAND_BYTES - halo[0] * laid) / (laid + target.channels * slice));
  const band = Math.min(counts[0], Math.max(fitting, 1));
  const bands = Math.ceil(counts[0] / band);
  const grid = [band + halo[0], rows, cols];
  const taps = source.channels * product(axes.map((axis) => axis.taps.length));

  const second = aligned((band + halo[0]) * laid + SLACK);
  const pairs = target.channels + (target.channels & 1);
  const workBytes = second + aligned(pairs * (band * slice + SLACK)) + PANEL;
  const tableBytes = aligned(4 * (taps + 3));
  const plan = scratch(PLAN_BYTES + tableBytes + aligned(ownBytes) + workBytes);
  const table = plan + PLAN_BYTES;
  const own = table + tableBytes;
  const spatial = (side: Side): number => product(side.extent) * bytes;
  const [, height, width] = target.extent;
  const steps = [height * width * bytes, width * bytes, bytes];
  const start = axes.reduce((at, axis, i) => at + axis.start * steps[i], target.address);
  const imageOf = (side: Side): number[] => [side.channels * groups * spatial(side), side.channels * spatial(side)];
  const words = [
    [bytes, source.address, imageOf(source), source.channels, source.extent].flat(),
    [axes.map(({ before }) => before), phases, grid].flat(),
    [start, imageOf(target), target.channels, spatial(target), axes.map(({ step }, i) => step * steps[i])].flat(),
    [counts, band, bands, groups, taps, table, 0, 0, 0, second, images, 1, 0, 0].flat(),
  ].flat();
  wholeMemory().i32.set(words, plan / 4);
  writeTable(job, grid, bytes, table);
  const multiplications = images * groups * product(counts) * taps * target.channels;
  return { plan, table, own, work: own + aligned(ownBytes), workBytes, taps, bands, multiplications };
}

/** For each tap, channel by channel, how many bytes behind a place's own element of the grid it is found. The last one is repeated. */
function writeTable({ source, axes }: Job, grid: readonly number[], bytes: number, table: number): void {
  const { i32 } = wholeMemory();
  const [d, h, w] = axes;
  const size = product(grid);
  let k = table / 4;
  for (let c = 0; c < source.channels; c++) {
    for (const i of d.taps) {
      for (const j of h.taps) {
        for (const l of w.taps) {
          const phase = ((c * d.phases + i.phase) * h.phases + j.phase) * w.phases + l.phase;
          i32[k++] = (phase * size + (i.shift * grid[1] + j.shift) * grid[2] + l.shift) * bytes;
        }
      }
    }
  }
  for (let i = 0; i < 3; i++) i32[k + i] = i32[k - 1];
}

/** For each tap, where its weight is, in bytes behind the weights of an output. */
export function writePlaces(
  { source, axes, bytes }: Job,
  channelStep: number,
  size: readonly number[],
  to: number,
): void {
  const { i32 } = wholeMemory();
  const [d, h, w] = axes;
  let k = to / 4;
  for (let c = 0; c < source.channels; c++) {
    for (const i of d.taps) {
      for (const j of h.taps) {
        for (const l of w.taps) {
          i32[k++] = (c * channelStep + (i.index * size[1] + j.index) * size[2] + l.index) * bytes;
        }
      }
    }
  }
}

/** Does all of `count` pieces of a prepared job, on threads where there is much to do. What becomes of a piece does not depend on the others. */
export function perform(name: "convolve" | "addWeights", count: number, room: Room): void {
  const { plan, work, workBytes, multiplications } = room;
  if (count > 1 && workBytes <= WORK_BYTES && multiplications >= LARGE) {
    const workers = multiplications >= LARGE_ASLEEP || workersAwake() ? readyWorkers() : 0;
    if (workers > 0) {
      const each = Math.ceil(count / (4 * (workers + 1)));
      const pieces = Math.ceil(count / each);
      const args = [
        [plan, 0, plan],
        [0, each, Infinity],
        [each, each, count],
      ] as const;
      runPieces(convolutionFamily, name, pieces, args, work);
      return;
    }
  }
  convolutionFamily.exports[name](plan, 0, count, work);
}
