/** A value that a comment promises: the literal, and how far a number may be from it. */
export interface Promised {
  readonly value: unknown;
  /** Absolute tolerance of numbers written with `about` or `…`; 0 for exact ones. */
  readonly slack: number;
}

/**
 * The values that a comment begins with: `[1, 4, 9]`, `about 1.5 and [2, 3], the squares`, `"float32"`. Empty when it is
 * prose.
 */
export function promisedIn(comment: string): readonly Promised[] {
  const isAbout = comment.startsWith("about ");
  let rest = isAbout ? comment.slice("about ".length) : comment;
  const found: Promised[] = [];
  for (;;) {
    const literal = leadingLiteral(rest);
    if (literal === undefined) return found;
    const isCut = literal.includes("…");
    const places = Math.max(0, ...[...literal.matchAll(/\.(\d+)/g)].map(([, digits]) => digits.length));
    found.push({ value: parsed(literal), slack: isAbout || isCut ? 10 ** -places : 0 });
    rest = rest.slice(literal.length);
    const next = /^(?:,| and) /.exec(rest);
    if (next === null) return found;
    rest = rest.slice(next[0].length);
  }
}

function leadingLiteral(text: string): string | undefined {
  const simple = /^(?:-?\d+(?:\.\d+)?(?:e-?\d+)?…?|"(?:[^"\\]|\\.)*"|true|false)(?=$|[,;:. ])/.exec(text);
  if (simple !== null) return simple[0];
  if (text[0] !== "[" && text[0] !== "{") return undefined;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if ("[{".includes(text[i])) depth++;
    if ("]}".includes(text[i])) depth--;
    if (depth === 0) {
      const literal = text.slice(0, i + 1);
      return parsed(literal) === undefined ? undefined : literal;
    }
  }
  return undefined;
}

function parsed(literal: string): unknown {
  const json = literal.replaceAll(/(\d)…/g, "$1").replaceAll(/([{,]\s*)(\w+):/g, '$1"$2":');
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Relative tolerance of numbers that are written out: what a few roundings can do. */
const ROUNDINGS = 64 * Number.EPSILON;

/** Whether an example's value, as plain data, is what its comment promises. */
export function isPromised(got: unknown, { value, slack }: Promised): boolean {
  if (typeof value === "number") {
    return (
      typeof got === "number" && Math.abs(got - value) <= Math.max(slack, ROUNDINGS * Math.max(1, Math.abs(value)))
    );
  }
  if (typeof value === "string" && value.endsWith("…"))
    return typeof got === "string" && got.startsWith(value.slice(0, -1));
  if (typeof value !== "object" || value === null) return got === value;
  if (typeof got !== "object" || got === null) return false;
  const keys = Object.keys(value);
  const [have, want] = [got as Record<string, unknown>, value as Record<string, unknown>];
  return (
    Object.keys(have).length === keys.length && keys.every((key) => isPromised(have[key], { value: want[key], slack }))
  );
}
