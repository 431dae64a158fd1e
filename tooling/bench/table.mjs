// The result of a suite as a Markdown table, with a verdict on its goal.
import { median } from "./rounds.mjs";

/**
 * @param {(typeof import("./suites.mjs").suites)[number]} suite
 * @param {{ library: string, times: number[] }[]} results what `measure` returned
 * @param {string} where the machine
 */
export function report(suite, results, where) {
  const linnet = results.find(({ library }) => library === "linnet");
  const rows = results.map(({ library, times }) => {
    const time = median(times);
    const work = suite.work ? `${((suite.work.perCall / time) * 1e9).toFixed(1)} ${suite.work.unit}` : "";
    return [library, duration(time), work, `${ratio(linnet.times, times).toFixed(2)} ×`];
  });
  const header = ["library", "one call (median)", suite.work ? "rate" : "", "Linnet is faster by"];
  const lines = [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [`# ${suite.title}`, "", ...lines, "", verdict(suite.goal, results), "", `Machine: ${where}.`, ""].join("\n");
}

/** Whether the goal is met; a sentence. */
function verdict(goal, results) {
  const linnet = results.find(({ library }) => library === "linnet");
  if (goal.atMost) {
    const time = median(linnet.times);
    return `Goal: at most ${duration(goal.atMost)}; ${time <= goal.atMost ? "met" : "missed"} with ${duration(time)}.`;
  }
  const other = results.find(({ library }) => library === goal.against);
  if (!other) return `Goal: ${goal.atLeast.toFixed(2)} × ${goal.against}, which is not here to compare with.`;
  const faster = ratio(linnet.times, other.times);
  const met = faster >= goal.atLeast ? "met" : "missed";
  return `Goal: at least ${goal.atLeast.toFixed(2)} × as fast as ${goal.against}; ${met} with ${faster.toFixed(2)} ×.`;
}

/** The median over rounds of how many times as fast `mine` is as `theirs`: drift is common to both and cancels. */
export function ratio(mine, theirs) {
  return median(theirs.map((time, round) => time / mine[round]));
}

export function duration(nanoseconds) {
  if (nanoseconds < 1e3) return `${nanoseconds.toFixed(0)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toFixed(1)} µs`;
  return `${(nanoseconds / 1e6).toFixed(1)} ms`;
}
