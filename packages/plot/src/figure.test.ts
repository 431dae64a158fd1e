/// <reference types="node" />
import { readFile, readdir } from "node:fs/promises";
import { LinnetError } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences } from "./fixtures/compare-svg.js";
import { examples } from "./fixtures/examples.js";
import { expectWhole } from "./fixtures/bad-input.js";
import { hostileFigures } from "./fixtures/hostile.js";
import { type Node, parseSvg } from "./fixtures/parse-svg.js";
import { contentOf, textsOf } from "./fixtures/read-svg.js";
import {
  Figure,
  barChart,
  confusionPlot,
  heatmap,
  histogram,
  imageGrid,
  lineChart,
  lossCurve,
  scatter,
  singularValuePlot,
  toTerminal,
} from "./index.js";

/** Renewed by `vitest -u` once the pictures have been looked at; a second run then finds new ones where they belong. */
const folder = new URL("fixtures/golden/", import.meta.url);

describe("every figure", () => {
  it.each(Object.entries(examples()))("%s is one svg with a role, a name and a description", (_, figure) => {
    const { svg, title, description, width, height } = figure;
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img" /);
    expect(svg.match(/<svg/g)).toHaveLength(1);
    expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`);
    expect(contentOf(svg, "title")).toBe(title);
    expect(contentOf(svg, "desc")).toBe(description);
    expect(svg.indexOf("<title>")).toBe(svg.indexOf(">") + 1); // only a first child names the picture
    expect(description.length).toBeGreaterThan(20);
  });

  it.each(Object.entries(examples()))("%s draws its title, and nothing that is not a number", (_, { svg, title }) => {
    expect(textsOf(svg).join(" ")).toContain(title);
    expect(svg).not.toMatch(/="[^"]*(NaN|undefined|Infinity|null)/);
    expect(svg).not.toContain("currentColor");
    expect(svg).not.toContain("aria-label"); // which a group must not have, and the whole has by its title
    expect(svg).not.toMatch(/ id="/); // ids of two figures in one page would collide
  });

  it.each(Object.entries(examples()))("%s is well-formed", (_, { svg }) => {
    expect(() => parseSvg(svg)).not.toThrow();
  });

  it.each(Object.entries(examples()))("%s is the golden picture, byte for byte", async (name, { svg }) => {
    const golden = await readFile(new URL(`${name}.svg`, folder), "utf8").catch(() => undefined);
    try {
      await expect(svg).toMatchFileSnapshot(`fixtures/golden/${name}.svg`);
    } catch (cause) {
      // where and how it differs; a difference of bytes only is in the rounding, or in what XML does not tell apart
      const found = golden === undefined ? [] : differences(`${name}.svg`, golden, svg);
      throw found.length > 0 ? new Error(found.join("\n"), { cause }) : cause;
    }
  });

  it("has a golden picture, and no golden picture is without its example", async () => {
    const files = await readdir(folder);
    expect(files.filter((file) => file.endsWith(".svg")).sort()).toEqual(Object.keys(examples()).map((name) => `${name}.svg`).sort()); // prettier-ignore
  });

  it("is frozen, prints as one line in Node, and clones as plain data", () => {
    const figure = lossCurve({ train: [2, 1] });
    expect(() => Object.assign(figure, { title: "other" })).toThrow(TypeError);
    const inspect = Reflect.get(figure, Symbol.for("nodejs.util.inspect.custom")) as () => string;
    expect(inspect()).toBe(`Figure("Loss", 480 × ${figure.height}, ${figure.svg.length} characters)`);
    expect(structuredClone(figure).svg).toBe(`${figure}`);
    expect(figure).toBeInstanceOf(Figure);
  });
});

describe("numbers from anywhere", () => {
  const charts: [string, (x: number[]) => Figure][] = [
    ["lineChart", (x) => lineChart({ x })],
    ["lineChart over x", (x) => lineChart({ x }, { x })],
    ["lossCurve, logarithmic", (x) => lossCurve({ x }, { scale: "log" })],
    ["scatter", (x) => scatter(x.map((value, i) => [value, x[x.length - 1 - i]]))],
    [
      "scatter by value",
      (x) =>
        scatter(
          x.map((value) => [value, value]),
          { color: x },
        ),
    ],
    ["heatmap", (x) => heatmap([x])],
    ["imageGrid", (x) => imageGrid([[x]])],
    ["histogram", (x) => histogram(x)],
    ["barChart", (x) => barChart(x)],
    ["singularValuePlot", (x) => singularValuePlot(x)],
    ["confusionPlot", (x) => confusionPlot([[x[0]]])],
  ];
  it.each(charts)("become a picture with %s, or an error of this library", (_, draw) => {
    const values = fc.array(fc.oneof(fc.double(), fc.double({ min: -10, max: 10 })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, (x) => {
        try {
          const figure = draw(x);
          expect(figure.svg).not.toMatch(/ (x|y|x1|x2|y1|y2|cx|cy|d|r|width|height|transform)="[^"]*(NaN|Infinity)/);
          expect(toTerminal(figure)).not.toContain("undefined");
        } catch (error) {
          expect(error).toBeInstanceOf(LinnetError);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("text from outside", () => {
  const attack = `</title><script>alert("1")</script>&amp;'`;

  it("is escaped in the title, the description, labels and names", () => {
    const { svg } = scatter([[0, 1], [1, 0]], { title: attack, description: attack, xLabel: attack, labels: [attack, "b"] }); // prettier-ignore
    expect(svg).not.toContain("<script");
    expect(contentOf(svg, "title")).toBe(attack);
    expect(contentOf(svg, "desc")).toBe(attack);
  });

  it.each(Object.entries(hostileFigures()))("is text wherever %s takes any", (_, figure) => {
    expectWhole(figure);
    const names = new Set(elementsOf(parseSvg(figure.svg)));
    for (const name of ["script", "a", "foreignObject", "use"]) expect(names).not.toContain(name);
    // oxlint-disable-next-line no-control-regex
    expect(figure.svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/u);
  });

  it("loses what XML forbids: control characters and halves of surrogate pairs", () => {
    const { svg } = lossCurve({ "a\u0000\ud800b": [1, 2], c: [2, 1] });
    expect(textsOf(svg)).toContain("a\ufffd\ufffdb");
  });
});

function elementsOf({ name, children }: Node): string[] {
  return [name, ...children.flatMap(elementsOf)];
}
