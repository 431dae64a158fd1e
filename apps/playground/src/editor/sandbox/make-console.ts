import { type LineOf, describeAll, describeAsTable } from "../output/describe.js";
import { LIMITS, type Part, type Said } from "../output/said.js";
import type { Report } from "../run/messages.js";

/** A scope that has a console. */
export interface Consoles {
  console: Console;
}

/** A console that tells the page what it is given. What it has no meaning for here goes to the browser's. */
export function makeConsole(browsers: Console, tell: (report: Report) => void, lineOf: LineOf): Console {
  let count = 0;
  const say = (level: Said["level"], parts: () => readonly Part[]): void => {
    if (count === LIMITS.said) tell({ kind: "full" });
    if (count++ < LIMITS.said) tell({ kind: "said", said: { level, parts: parts() } });
  };
  const as =
    (level: Said["level"]) =>
    (...values: readonly unknown[]): void =>
      say(level, () => describeAll(values, lineOf));
  const log = as("log");
  const error = as("error");
  const own: Partial<Console> = {
    log,
    info: log,
    debug: log,
    dir: (value: unknown) => log(value),
    warn: as("warn"),
    error,
    trace: error,
    assert: (holds?: boolean, ...values: readonly unknown[]) => {
      if (!holds) error("Assertion failed", ...values);
    },
    table: (value: unknown) => say("log", () => describeAsTable(value, lineOf)),
  };
  return Object.assign(Object.create(browsers) as Console, own);
}
