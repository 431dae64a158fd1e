import { describe, expect, it } from "vitest";
import { DIGEST, digest, examples } from "./fixtures/examples.js";
import { contentOf, textsOf } from "./fixtures/read-svg.js";
import { Figure, lossCurve, scatter } from "./index.js";

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

  it.each(Object.entries(examples()))("%s nests its tags properly", (_, { svg }) => {
    const open: string[] = [];
    for (const [, end, name, self] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/gi)) {
      if (end) expect(open.pop()).toBe(name);
      else if (!self) open.push(name);
    }
    expect(open).toEqual([]);
  });

  it("is the same bytes when it is drawn again", () => {
    expect(digest(examples())).toBe(digest(examples()));
  });

  it("is the same bytes here as in Chromium", () => {
    expect(digest(examples())).toBe(DIGEST);
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

describe("text from outside", () => {
  const attack = `</title><script>alert("1")</script>&amp;'`;

  it("is escaped in the title, the description, labels and names", () => {
    const { svg } = scatter([[0, 1], [1, 0]], { title: attack, description: attack, xLabel: attack, labels: [attack, "b"] }); // prettier-ignore
    expect(svg).not.toContain("<script");
    expect(contentOf(svg, "title")).toBe(attack);
    expect(contentOf(svg, "desc")).toBe(attack);
  });

  it("loses what XML forbids: control characters and halves of surrogate pairs", () => {
    const { svg } = lossCurve({ "a\u0000\ud800b": [1, 2], c: [2, 1] });
    expect(textsOf(svg)).toContain("a\ufffd\ufffdb");
  });
});
