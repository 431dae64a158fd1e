// Many suites as one table, a row each, with what was to be reached and the rows that miss it named first.
import { median } from "./rounds.mjs";
import { duration, ratio } from "./table.mjs";

/**
 * @param {{ title: string, firstCalls?: boolean, note?: string | (() => string) }} page
 * @param {readonly { suite: (typeof import("./suites.mjs").suites)[number], results: { library: string, first?: number, times: number[] }[] }[]} rows
 * @param {string} where the machine
 */
export function pageReport({ title, firstCalls = false, note }, rows, where) {
  const others = [...new Set(rows.flatMap(({ results }) => results.map(({ library }) => library)))].filter(
    (library) => library !== "linnet",
  );
  const second = firstCalls ? "first call" : "rate";
  const header = ["operation", "Linnet (median)", second, ...others.map((library) => `× ${library}`), "goals"];
  const lines = rows.map(({ suite, results }) => line(suite, results, others, firstCalls));
  const verdicts = rows.flatMap(({ suite, results }) =>
    goalsOf(suite, results).map((goal) => ({ suite, ...judged(goal, results) })),
  );
  const missed = verdicts.filter(({ met }) => !met);
  return [
    `# ${title}`,
    "",
    "How many times as fast Linnet is as each other library, round by round in one run; below 1 it is slower.",
    "",
    ...(note === undefined ? [] : [typeof note === "function" ? note() : note, ""]),
    `${verdicts.length - missed.length} of ${verdicts.length} goals are met.`,
    ...(missed.length > 0 ? ["Missed:", "", ...missed.map(({ suite, text }) => `- ${suite.title}: ${text}`)] : []),
    "",
    ...[header, header.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`),
    "",
    `Machine: ${where}.`,
    "",
  ].join("\n");
}

/** What is asked of a row: goals beside a library that gives no answer fall away where they say so. */
function goalsOf({ goals }, results) {
  return goals.filter(({ ifThere, against }) => !ifThere || results.some(({ library }) => library === against));
}

function line(suite, results, others, firstCalls) {
  const mine = results.find(({ library }) => library === "linnet");
  const goals = goalsOf(suite, results).map((goal) => judged(goal, results));
  const cells = others.map((name) => {
    const other = results.find(({ library }) => library === name);
    return mine && other ? ratio(mine.times, other.times).toFixed(2) : "";
  });
  const time = mine ? median(mine.times) : Number.NaN;
  const rate = mine && suite.work ? `${((suite.work.perCall / time) * 1e9).toFixed(1)} ${suite.work.unit}` : "";
  const verdict = goals.map(({ met, short }) => `${short} ${met ? "✓" : "✗"}`).join(", ");
  const second = firstCalls ? (mine ? duration(mine.first) : "") : rate;
  return [suite.title, mine ? duration(time) : "–", second, ...cells, verdict];
}

/** Whether a goal is met, in short and in full. What cannot be compared is not met. */
export function judged(goal, results) {
  const linnet = results.find(({ library }) => library === "linnet");
  if (goal.beyond) {
    const other = results.find(({ library }) => library === goal.beyond);
    const apart = linnet && other ? linnet.times.map((t, round) => (t - other.times[round]) / goal.per) : [Number.NaN];
    const short = `≤ ${duration(goal.atMost)} beyond ${goal.beyond}`;
    return { met: median(apart) <= goal.atMost, short, text: `${short}, took ${duration(median(apart))}` };
  }
  if (goal.atMost) {
    const short = `≤ ${duration(goal.atMost)}`;
    const time = linnet ? median(linnet.times) : Number.NaN;
    return { met: time <= goal.atMost, short, text: `${short}, took ${duration(time)}` };
  }
  const other = results.find(({ library }) => library === goal.against);
  const faster = linnet && other ? ratio(linnet.times, other.times) : Number.NaN;
  const short = `≥ ${goal.atLeast.toFixed(2)} × ${goal.against}`;
  return { met: faster >= goal.atLeast, short, text: `${short}, reached ${faster.toFixed(2)} ×` };
}
