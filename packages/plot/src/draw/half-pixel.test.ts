import { expect, it, vi } from "vitest";
import { readFile } from "node:fs/promises";

// Plot asks for the window when it is loaded, once; this file is the only one of its process that loads it.
vi.hoisted(() => Object.assign(globalThis, { window: { devicePixelRatio: 1 } }));

it("gives the same bytes where a window has one device pixel per CSS pixel and Plot shifts marks by half of one", async () => {
  const Plot = await import("@observablehq/plot");
  const [tick] = Plot.axisY([0], {}) as unknown as { readonly dx: number }[];
  expect(tick.dx).toBe(-0.5);
  const { examples } = await import("../fixtures/examples.js");
  for (const [name, { svg }] of Object.entries(examples())) {
    expect(svg).toBe(await readFile(new URL(`../fixtures/golden/${name}.svg`, import.meta.url), "utf8"));
  }
});
