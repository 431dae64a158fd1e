import { getFormattedTokens } from "sucrase";
import type { ModuleText } from "./program.js";

/** A specifier, and the line in which it stands, counted from 1. */
export interface Specifier {
  readonly name: string;
  readonly line: number;
}

interface Token {
  readonly label: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Finds what a module imports, and cuts it at the specifiers; those in dynamic imports too, where they are literal. */
export function cutAtSpecifiers(code: string): ModuleText & { readonly specifiers: readonly Specifier[] } {
  const texts: string[] = [];
  const specifiers: Specifier[] = [];
  let at = 0;
  const tokens = tokensOf(code);
  for (const [i, { label, line, from, to }] of tokens.entries()) {
    if (label !== "string" || !isSpecifier(code, tokens, i)) continue;
    texts.push(code.slice(at, from));
    specifiers.push({ name: code.slice(from + 1, to - 1), line });
    at = to;
  }
  return { texts: [...texts, code.slice(at)], imports: specifiers.map(({ name }) => name), specifiers };
}

/** `import "…"`, `from "…"` or `import("…"`. */
function isSpecifier(code: string, tokens: readonly Token[], i: number): boolean {
  const word = (k: number): string => (k < 0 ? "" : code.slice(tokens[k].from, tokens[k].to));
  const isProperty = (k: number): boolean => word(k - 1) === "." || word(k - 1) === "?.";
  if (word(i - 1) === "(") return word(i - 2) === "import" && !isProperty(i - 2);
  return (word(i - 1) === "import" || word(i - 1) === "from") && !isProperty(i - 1);
}

/** The tokens of a program, from the listing that Sucrase makes of them: `3:1-3:7  import …`, a line each. */
function tokensOf(code: string): Token[] {
  const starts = [0];
  for (const { index } of code.matchAll(/\n/g)) starts.push(index + 1);
  const place = (line: string, column: string): number => starts[Number(line) - 1] + Number(column) - 1;
  const listing = getFormattedTokens(code, { transforms: [] });
  return Array.from(
    listing.matchAll(/^(\d+):(\d+)-(\d+):(\d+) +(\S+) /gm),
    ([, line, column, toLine, toColumn, label]) => ({
      label,
      line: Number(line),
      from: place(line, column),
      to: place(toLine, toColumn),
    }),
  );
}
