import { ValueError } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { contentOf, textsOf } from "./fixtures/read-svg.js";
import { type ChartOptions, lossCurve } from "./index.js";

const draw = (options: ChartOptions) => lossCurve({ train: [2, 1] }, options);

describe("options of every chart", () => {
  it("set title, description and size", () => {
    const figure = draw({ title: "Training", description: "It falls.", width: 900, height: 300 });
    expect([figure.title, figure.description, figure.width, figure.height]).toEqual([
      "Training",
      "It falls.",
      900,
      300,
    ]);
    expect(contentOf(figure.svg, "desc")).toBe("It falls.");
    expect(figure.svg).toContain('width="900" height="300" viewBox="0 0 900 300"');
  });

  it("wrap a title that is wider than the picture", () => {
    const words = "a title that is far too long to stand in one line of a narrow picture";
    const narrow = draw({ title: words, width: 240 });
    const lines = textsOf(narrow.svg).filter((text) => words.includes(text) && text.length > 5);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(" ")).toBe(words);
    expect(narrow.height).toBeGreaterThan(draw({ title: "short", width: 240 }).height);
  });

  it("fit into the least and the greatest size", () => {
    expect(draw({ width: 200, height: 120 }).svg).not.toMatch(/height="-/);
    expect(draw({ width: 4000, height: 4000 }).svg).not.toMatch(/height="-/);
  });

  it.each<[ChartOptions, string]>([
    [{ width: 0 }, "lossCurve: width must be 200 to 4000 CSS pixels; got 0."],
    [{ width: Number.NaN }, "lossCurve: width must be 200 to 4000 CSS pixels; got NaN."],
    [{ height: 1e9 }, "lossCurve: height must be 120 to 4000 CSS pixels; got 1000000000."],
    [{ title: " " }, 'lossCurve: title must be a text that is not empty; got " ".'],
    [{ description: 3 as never }, "lossCurve: description must be a text that is not empty; got 3."],
    [{ theme: "blue" as never }, 'lossCurve: theme must be "light", "dark" or "auto"; got "blue".'],
  ])("refuse %j", (options, message) => {
    expect(() => draw(options)).toThrow(ValueError);
    expect(() => draw(options)).toThrow(message);
  });
});
