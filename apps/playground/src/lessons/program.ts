import type { Fields, Value } from "../state/fields.js";

/** Lines of a program, counted from 0; `to` is the first after them. */
export interface Section {
  readonly from: number;
  readonly to: number;
}

/** A lesson's code as it is shown: without the keys of its sections, and where these are. */
export interface Program {
  readonly text: string;
  readonly sections: ReadonlyMap<string, Section>;
}

const MARK = /^(\s*\/\/ )\[([\w-]+)\] /;

/**
 * Finds the sections of a code. A section begins with a comment that has a key in brackets, `// [centre] Subtract the mean.`, and
 * ends before the next, or before the line that closes what it stands in.
 */
export function readProgram(source: string): Program {
  const lines = source.trimEnd().split("\n");
  const sections = new Map<string, Section>();
  lines.forEach((line, from) => {
    const mark = MARK.exec(line);
    if (mark === null) return;
    const depth = line.search(/\S/);
    const rest = lines.slice(from + 1).findIndex((other) => MARK.test(other) || isLess(other, depth));
    let to = rest < 0 ? lines.length : from + 1 + rest;
    while (lines[to - 1].trim() === "") to--;
    sections.set(mark[2], { from, to });
  });
  return { text: lines.map((line) => line.replace(MARK, "$1")).join("\n"), sections };
}

/** Whether a line is indented less, so that it ends the block. */
function isLess(line: string, depth: number): boolean {
  return line.trim() !== "" && line.search(/\S/) < depth;
}

/**
 * A lesson's code as a program of its own: with the inputs as they stand, printing what it computes. It needs nothing but the
 * packages that it imports.
 */
export function takeHome(
  title: string,
  source: string,
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
): string {
  const { text } = readProgram(source);
  const packages = [
    ...new Set(Array.from(text.matchAll(/\b(?:from |import\()"(@linnet\/[\w-]+)/g), ([, name]) => name)),
  ];
  const inputs = Object.entries(values).filter(([name]) => fields[name].viewOnly !== true);
  const written = inputs.map(([name, value]) => `    ${nameOf(name)}: ${write(value as Value)},\n`).join("");
  return [
    `// ${title}. Linnet: npm install ${packages.join(" ")}`,
    text,
    `console.log(\n  await compute({\n${written}  }),\n);\n`,
  ].join("\n\n");
}

function write(value: Value): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, entry]) => `${nameOf(name)}: ${write(entry)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** A property's name, in quotes where it is no identifier. */
function nameOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
