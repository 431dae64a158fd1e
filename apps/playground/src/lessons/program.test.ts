import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrix, number, ofView, text } from "../state/fields.js";
import { readProgram, takeHome } from "./program.js";

const SOURCE = `import { mean } from "@linnet/core";
import { digits } from "@linnet/data/digits";
import * as explain from "@linnet/explain";
import { sum } from "@linnet/core";

export const later = () => import("@linnet/plot");

export function compute({ A }: Inputs) {
  // [centre] Subtract the mean.
  const centred = A.sub(mean(A));

  // [scale] Unit variance.
  if (wanted) {
    // [twice] Twice.
    scaled();
  }

  // A comment that is no section.
  return centred;
}

// [help] How it helps.
function help() {
  return 1; // [not] a section
}
`;

/** The lines of a section. */
function linesOf(source: string, key: string): string[] {
  const { text, sections } = readProgram(source);
  const { from, to } = sections.get(key) ?? { from: 0, to: 0 };
  return text.split("\n").slice(from, to);
}

describe("readProgram", () => {
  it("finds each section, up to the next, or to the end of its block", () => {
    expect([...readProgram(SOURCE).sections.keys()]).toEqual(["centre", "scale", "twice", "help"]);
    expect(linesOf(SOURCE, "centre")).toEqual(["  // Subtract the mean.", "  const centred = A.sub(mean(A));"]);
    expect(linesOf(SOURCE, "scale")).toEqual(["  // Unit variance.", "  if (wanted) {"]);
    expect(linesOf(SOURCE, "twice")).toEqual(["    // Twice.", "    scaled();"]);
    expect(linesOf(SOURCE, "help").at(0)).toBe("// How it helps.");
    expect(linesOf(SOURCE, "help").at(-1)).toBe("}");
  });

  it("takes the keys out, and changes nothing else", () => {
    const { text } = readProgram(SOURCE);
    expect(text).toBe(SOURCE.trimEnd().replaceAll(/(?<=^ *\/\/ )\[\w+\] /gm, ""));
    expect(text).toContain("// [not] a section");
  });

  it("keeps every line of any text where it is, and every section within it", () => {
    const line = fc.oneof(
      fc.constantFrom("", "  // [a] A.", "// [b-2] B.", "    x();", "}", "\t// [c] C."),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const source = lines.join("\n");
        const { text, sections } = readProgram(source);
        const count = source.trimEnd().split("\n").length;
        expect(text.split("\n")).toHaveLength(count);
        for (const { from, to } of sections.values()) {
          expect(from).toBeLessThan(to);
          expect(to).toBeLessThanOrEqual(count);
        }
      }),
    );
  });
});

describe("takeHome", () => {
  const range = { least: -9, most: 9 };
  const fields = { A: matrix([[0]], range), name: text(""), zoom: ofView(number(1, range)), "a-b": number(0, range) };

  it("is the code without its keys, called with the inputs as they stand", () => {
    const values = { A: [[1, -2.5]], name: 'a "b"\n\u2028', zoom: 3, "a-b": 4 };
    const program = takeHome("Means", SOURCE, fields, values);
    expect(program.split("\n")[0]).toBe(
      "// Means. Linnet: npm install @linnet/core @linnet/data @linnet/explain @linnet/plot",
    );
    expect(program).toContain(readProgram(SOURCE).text);
    expect(program).not.toContain("[centre]");
    expect(program.slice(program.indexOf("console.log"))).toBe(
      'console.log(\n  await compute({\n    A: [[1, -2.5]],\n    name: "a \\"b\\"\\n\u2028",\n    "a-b": 4,\n  }),\n);\n',
    );
  });

  it("writes any plain data so that JavaScript reads the same", () => {
    const field = { any: text("") };
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2, stringUnit: "binary" }), (value) => {
        fc.pre(!hasNull(value));
        const program = takeHome("t", "let got; const compute = (inputs) => inputs;", field, { any: value });
        const call = program.slice(
          program.indexOf("await compute(") + "await compute(".length,
          program.lastIndexOf("),"),
        );
        expect(new Function(`return ${call}`)()).toEqual({ any: value });
      }),
      { numRuns: 50 },
    );
  });

  it("writes numbers that JSON cannot", () => {
    const program = takeHome("t", "", { x: number(0, range) }, { x: [Number.NaN, -0, Number.POSITIVE_INFINITY] });
    expect(program).toContain("x: [NaN, -0, Infinity],");
  });
});

function hasNull(value: unknown): boolean {
  if (typeof value !== "object") return false;
  return value === null || Object.entries(value).some(([name, entry]) => name === "__proto__" || hasNull(entry));
}
