/// <reference types="node" />
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { examples } from "./fixtures/examples.js";

const START = "<!-- Pictures: written by readme.test.ts (vitest -u) -->\n";
const END = "<!-- End of pictures -->\n";

/** Three pictures a line, each with what it is of for those who cannot see it. */
function pictures(): string {
  const all = Object.entries(examples()).map(([name, { title }]) => {
    const alt = `${name}: ${title}`.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
    return `<img src="src/fixtures/golden/${name}.svg" width="32%" alt="${alt}">`;
  });
  const lines = Array.from({ length: Math.ceil(all.length / 3) }, (_, i) => all.slice(3 * i, 3 * i + 3).join(" "));
  return `\n${lines.join("\n")}\n\n`;
}

it("shows every example once", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const [before, after] = [readme.slice(0, readme.indexOf(START)), readme.slice(readme.indexOf(END))];
  expect(readme).toContain(START);
  expect(after.startsWith(END)).toBe(true);
  await expect(before + START + pictures() + after).toMatchFileSnapshot("../README.md");
});
