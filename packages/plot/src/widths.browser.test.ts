import { describe, expect, it, vi } from "vitest";
import { textsOutside, textsOverlapping } from "./fixtures/drawn-texts.js";
import { hostileFigures } from "./fixtures/hostile.js";
import { WIDTHS, atWidth, digests, examplesAt } from "./fixtures/widths.js";
import type { Figure } from "./index.js";

vi.mock("./options.js", async (original) =>
  (await import("./fixtures/default-width.js")).withDefaultWidth(await original()),
);

it("figures have the bytes that they have in Node, at three widths in three themes", async () => {
  const file = await fetch(new URL("./fixtures/golden/digests.txt", import.meta.url));
  const lines = async (text: Promise<string>) => (await text).split("\n").sort();
  expect(await lines(digests())).toEqual(await lines(file.text()));
});

describe.each([200, ...WIDTHS])("figures %i pixels wide", (width) => {
  const figures = { ...examplesAt(width, "light"), ...prefixed(atWidth(width, hostileFigures)) };
  it.each(Object.entries(figures))("%s: no text leaves the picture or covers another", (_, { svg }) => {
    document.body.innerHTML = `<div style="width:${width}px">${svg}</div>`;
    const [root] = document.querySelectorAll("svg");
    expect(root.getBoundingClientRect().width).toBe(width);
    expect({ outside: textsOutside(root), overlapping: textsOverlapping(root) }).toEqual({
      outside: [],
      overlapping: [],
    });
  });
});

function prefixed(figures: Record<string, Figure>): Record<string, Figure> {
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [`${name} of hostile words`, figure]));
}

describe("the check of texts", () => {
  const svgOf = (texts: string) => {
    document.body.innerHTML = `<svg width="200" height="100" style="font:13px sans-serif">${texts}</svg>`;
    return document.querySelectorAll("svg")[0];
  };

  it("sees what covers what, as it is turned", () => {
    expect(textsOverlapping(svgOf('<text x="9" y="30">one</text><text x="20" y="34">two</text>'))).toEqual(['"one" and "two"']); // prettier-ignore
    expect(textsOverlapping(svgOf('<text x="9" y="30">one</text><text x="9" y="47">two</text>'))).toEqual([]);
    const slanted = (x: number) => `<text transform="translate(${x},70)rotate(-45)">a longer name</text>`;
    expect(textsOverlapping(svgOf(slanted(20) + slanted(40)))).toEqual([]); // their upright boxes do overlap
    expect(textsOverlapping(svgOf(slanted(20) + slanted(25)))).toHaveLength(1);
  });

  it("sees what leaves the picture", () => {
    expect(textsOutside(svgOf('<text x="190" y="30">word</text><text x="9" y="30">in</text>'))).toEqual(["word"]);
  });
});
