import { describe, expect, it } from "vitest";
import { ProgramError } from "./program-error.js";
import { transpile } from "./transpile.js";

/** A program put together again, with each import in brackets. */
function shown(text: string): string {
  const { texts, imports } = transpile(text);
  return texts.map((part, i) => part + (i < imports.length ? `[${imports[i]}]` : "")).join("");
}

function refusal(text: string): unknown {
  try {
    return transpile(text);
  } catch (error) {
    return error;
  }
}

describe("transpile", () => {
  it("takes types out, and imports of nothing else, and leaves every line where it is", () => {
    const text = [
      "import { type NDArray, array } from '@linnet/core';",
      'import type { Table } from "@linnet/data";',
      "interface Point {",
      "  x: number;",
      "}",
      "const f = <T,>(a: T): T => a as T;",
      "enum Kind { A }",
      "export const [p, q]: [Point, NDArray] = [{ x: 1 }, array([1])] satisfies unknown;",
      "let t: Table | undefined = f(undefined)!;",
      "throw new Error(`${Kind.A}`);",
    ].join("\r\n");
    const code = shown(text);
    expect(code).not.toMatch(/interface|NDArray|Table|: T|satisfies|data/);
    const lines = code.split("\n");
    expect(lines[0]).toBe("import { array } from [@linnet/core];");
    expect(lines).toHaveLength(10);
    expect(lines[9]).toBe("throw new Error(`${Kind.A}`);");
  });

  it("keeps what is imported and not used, as Node does, but for types", () => {
    const text = 'import x from "lodash";\nimport { type A, b } from "@linnet/core";\nimport type { C } from "other";';
    expect(transpile(text).specifiers).toEqual([
      { name: "lodash", line: 1 },
      { name: "@linnet/core", line: 2 },
    ]);
    expect(shown(text)).toMatch(/^import x from \[lodash\];\nimport \{ *b *\} from \[@linnet\/core\];\n;?$/);
  });

  it("finds specifiers of every kind, with their lines, and nothing that only looks like one", () => {
    const text = [
      'import "side"; import a, * as b from "both";',
      'export * from "all"; export { c as d } from "some";',
      'const e = await import("later"), f = import(a);',
      '// import "comment"',
      'const from = `import "template" from "x"`, g = /import "regexp"/, h = b.import("method"), i = \'import "s"\';',
      'b?.from("call"); console.log(from, "text", a, e, f, g, h, i);',
    ].join("\n");
    expect(transpile(text).specifiers).toEqual([
      { name: "side", line: 1 },
      { name: "both", line: 1 },
      { name: "all", line: 2 },
      { name: "some", line: 2 },
      { name: "later", line: 3 },
    ]);
    expect(shown(text)).toBe(text.replaceAll(/"(side|both|all|some|later)"/g, "[$1]"));
  });

  it("says what does not parse, and where", () => {
    const cases: readonly (readonly [string, string, number])[] = [
      ["const a = 3;\n\nconst b = ;", "This is no TypeScript: unexpected token.", 3],
      ["const a = [1, 2;", 'This is no TypeScript: unexpected token, expected ",".', 1],
      ["\n}", "This is no TypeScript: unexpected token.", 2],
      ["const a = 1;\na.", "This is no TypeScript: unexpectedly reached the end of input.", 2],
    ];
    for (const [text, message, line] of cases) {
      const error = refusal(text);
      expect(error).toBeInstanceOf(ProgramError);
      expect(error).toMatchObject({ message, line });
    }
  });
});
