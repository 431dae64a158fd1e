import { describeArray, isArray } from "./describe-array.js";
import { describeRows, describeTable, isTable } from "./describe-table.js";
import { inspect } from "./inspect.js";
import { type ErrorPart, LIMITS, type Part, type ToldStory } from "./said.js";

/** Finds the line of the program in which an error was thrown. */
export type LineOf = (error: unknown) => number | null;

/**
 * The arguments of `console.log` as plain data, each as what it is: arrays, figures, stories and tables of the library, objects that
 * hold them, errors; everything else as text, as Node would print it, in one part with its neighbours.
 *
 * Things are known by what they have: the library that made them is another copy for each program, or none.
 */
export function describeAll(values: readonly unknown[], lineOf: LineOf): Part[] {
  const parts: Part[] = [];
  for (const value of formatted(values)) {
    const part = describe(value, lineOf);
    const before = parts.at(-1);
    if (part.kind === "text" && before?.kind === "text") {
      parts.splice(-1, 1, { kind: "text", text: cut(`${before.text} ${part.text}`) });
    } else parts.push(part);
  }
  return parts;
}

/** `console.table`: rows of lists or objects; what is neither is printed. */
export function describeAsTable(value: unknown, lineOf: LineOf): Part[] {
  const table = isTable(value) ? describeTable(value) : describeRows(value);
  return table === undefined ? describeAll([value], lineOf) : [table];
}

/** An error as its class and its sentence. */
export function describeError(error: unknown, lineOf: LineOf): ErrorPart {
  const line = lineOf(error);
  if (!(error instanceof Error)) return { kind: "error", name: "Thrown", message: cut(textOf(error)), line };
  return { kind: "error", name: cut(String(error.name)), message: cut(String(error.message)), line };
}

function describe(value: unknown, lineOf: LineOf): Part {
  return rich(value, lineOf) ?? describeRecord(value, lineOf) ?? { kind: "text", text: cut(textOf(value)) };
}

function rich(value: unknown, lineOf: LineOf): Part | undefined {
  if (typeof value === "string") return value.startsWith("<svg") ? figure(value, "", "") : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  try {
    if (value instanceof Error) return describeError(value, lineOf);
    if (isArray(value)) return describeArray(value);
    if (isTable(value)) return describeTable(value);
    return describeFigure(value) ?? describeStory(value);
  } catch {
    return undefined; // a disposed array, say: its text tells
  }
}

/** A plain object, where something in it is more than text. */
function describeRecord(value: unknown, lineOf: LineOf): Part | undefined {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return undefined;
  const entries = Object.entries(value).slice(0, LIMITS.names);
  const found = entries.map(([name, entry]) => ({ name, entry, part: rich(entry, lineOf) }));
  if (found.every(({ part }) => part === undefined)) return undefined;
  return {
    kind: "record",
    entries: found.map(({ name, entry, part }) => ({
      name,
      part: part ?? { kind: "text", text: cut(inspect(entry)) },
    })),
  };
}

function describeFigure(value: object): Part | undefined {
  const { svg, title, description } = value as Readonly<Record<string, unknown>>;
  if (typeof svg !== "string" || !svg.startsWith("<svg") || typeof title !== "string") return undefined;
  return figure(svg, title, typeof description === "string" ? description : "");
}

function figure(svg: string, title: string, description: string): Part {
  if (svg.length <= LIMITS.svg) return { kind: "figure", svg, title, description };
  return { kind: "text", text: `A picture of ${svg.length} characters, which is too large to be shown here.` };
}

function describeStory(value: object): Part | undefined {
  const { story, steps, toJSON } = value as Readonly<Record<string, unknown>>;
  if (typeof story !== "string" || !Array.isArray(steps) || typeof toJSON !== "function") return undefined;
  const told = JSON.stringify(value);
  if (told.length > LIMITS.story) return undefined;
  return { kind: "story", story: JSON.parse(told) as ToldStory };
}

/** Text as it is, anything else as Node prints it. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : inspect(value);
}

function cut(text: string): string {
  if (text.length <= LIMITS.text) return text;
  return `${text.slice(0, LIMITS.text)} … (${text.length - LIMITS.text} more characters)`;
}

/** A first text with `%s`, `%d`, `%i`, `%f`, `%j`, `%o`, `%O` or `%c` takes the values after it in, as in Node. */
function formatted(values: readonly unknown[]): readonly unknown[] {
  const [first, ...rest] = values;
  if (typeof first !== "string" || !first.includes("%") || rest.length === 0) return values;
  const text = first.replace(/%[sdifjoOc%]/g, (mark) => {
    if (mark === "%%") return "%";
    return rest.length === 0 ? mark : written(mark, rest.shift());
  });
  return [text, ...rest];
}

function written(mark: string, value: unknown): string {
  if (mark === "%s") return textOf(value);
  if (mark === "%d") return inspect(typeof value === "bigint" ? value : Number(value));
  if (mark === "%i") return inspect(Number.parseInt(String(value), 10));
  if (mark === "%f") return inspect(Number.parseFloat(String(value)));
  if (mark === "%j") return JSON.stringify(value) ?? "undefined";
  return mark === "%c" ? "" : inspect(value);
}
