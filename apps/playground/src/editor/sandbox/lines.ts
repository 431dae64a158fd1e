import type { LineOf } from "../output/describe.js";

/** The line that a stack tells: the topmost that is the program's own. Null where it is not in the stack. */
export function lineInStack(error: unknown, address: string): number | null {
  const stack = error instanceof Error ? String(error.stack ?? "") : "";
  const at = stack.indexOf(`${address}:`);
  return at < 0 ? null : Number.parseInt(stack.slice(at + address.length + 1), 10) || null;
}

/**
 * Finds the line of the program at `address` in which an error was thrown. What does not parse, or asks a module for what that does not
 * export, has no stack; browsers tell its place in other ways.
 */
export function linesOf(address: string): LineOf {
  const ask = askBrowser(address);
  return (error) => {
    const line = lineInStack(error, address);
    if (line !== null || !(error instanceof SyntaxError)) return line;
    const { lineNumber, line: told } = error as { readonly lineNumber?: unknown; readonly line?: unknown };
    const own = [lineNumber, told].find((value) => typeof value === "number"); // Firefox, Safari
    return typeof own === "number" ? own : ask(error);
  };
}

/** Chromium knows the place of what does not parse, and tells it to those who listen for errors. */
function askBrowser(address: string): LineOf {
  let isAsked = false;
  let line: number | null = null;
  addEventListener("error", (event) => {
    if (!isAsked) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // it was asked for, and has not happened
    if (event.filename === address && event.lineno > 0) line = event.lineno;
  });
  return (error) => {
    [isAsked, line] = [true, null];
    reportError(error);
    isAsked = false;
    return line;
  };
}
