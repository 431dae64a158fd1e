// Measuring several contenders fairly on a machine whose speed drifts: short samples, taken in turn, many times.
import { setTimeout } from "node:timers/promises";
import { Contender } from "./contender.mjs";

const sampleTime = 20e6; // ns; long beside the clock, short beside the machine's drift
const usualRounds = 21;
/** Who takes longer for the first call (or as `longest` of a suite says), or ten times as long to begin, is left out. */
const LONGEST = 3000; // ms

/**
 * Each round takes one sample of every contender, in an order that rotates. `pause` of a suite, in ms, comes after each: threads of
 * BLAS and OpenMP wait for more work at full speed, and would take a core from whoever is next.
 *
 * @param {(typeof import("./suites.mjs").suites)[number]} suite
 * @returns {Promise<{ library: string, first: number, times: number[] }[]>} nanoseconds of the first call, and for one call, a number
 *   for each round
 */
export async function measure(suite) {
  const { longest = LONGEST } = suite;
  const runners = [];
  for (const entry of suite.contenders) {
    const contender = new Contender(suite.name, entry);
    const pace = (await begun(contender)) && (await calibrate(contender, longest, suite.warmUp));
    if (pace) runners.push({ contender, ...pace, times: [] });
    else {
      console.log(
        `  ${entry.library}: left out (${contender.reason ?? `one call takes more than ${longest / 1000} s`})`,
      );
      contender.stop();
    }
  }
  for (let round = 0; round < (suite.rounds ?? usualRounds); round++) {
    for (let turn = 0; turn < runners.length; turn++) {
      const { contender, repeats, times } = runners[(round + turn) % runners.length];
      times.push(await contender.sample(repeats));
      if (suite.pause) await setTimeout(suite.pause);
    }
  }
  for (const { contender } of runners) contender.stop();
  return runners.map(({ contender, first, times }) => ({ library: contender.library, first, times }));
}

function begun(contender) {
  return Promise.race([contender.isReady(), setTimeout(10 * LONGEST, false, { ref: false })]);
}

/**
 * How many calls make one sample; null where the first takes too long, or ends it. Finding out warms the code up too. The first call is no
 * measure: it compiles modules and fills tables, and if that took as long as a sample, every sample would be one cold call.
 *
 * @param {number} longest in ms
 * @param {number} warmUp for how long at least calls are made, in ms: code of many functions is optimized one after the other
 */
async function calibrate(contender, longest, warmUp = 0) {
  const first = await Promise.race([contender.sample(1), setTimeout(longest, null, { ref: false })]);
  if (first === null || Number.isNaN(first)) return null;
  const start = performance.now();
  let repeats = 1;
  for (;;) {
    const time = await contender.sample(repeats);
    const isShort = time * repeats < sampleTime;
    if (Number.isNaN(time) || (!isShort && performance.now() - start >= warmUp)) return { first, repeats };
    if (isShort) repeats = Math.max(repeats * 2, Math.min(repeats * 10, Math.ceil(sampleTime / time)));
  }
}

/** The middle one, or the mean of the middle two; NaN if any is NaN. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return numbers.some(Number.isNaN) ? Number.NaN : (sorted[middle] + sorted[sorted.length - 1 - middle]) / 2;
}
