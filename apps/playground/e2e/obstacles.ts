import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";

declare const axe: typeof import("axe-core");
const axeProgram = await readFile(join(import.meta.dirname, "../node_modules/axe-core/axe.min.js"), "utf8");

/** Problems that axe finds serious or critical, in words; of all kinds, or of one. */
export async function obstacles(page: Page, kind?: "color-contrast"): Promise<string[]> {
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(axeProgram);
  const found = await page.evaluate(async (kind) => {
    const only = kind === undefined ? {} : { runOnly: [kind] };
    const { violations } = await axe.run({ resultTypes: ["violations"], ...only });
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      where: nodes.map(({ target }) => String(target)),
    }));
  }, kind);
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, where }) => `${id}: ${where.slice(0, 3).join(", ")}`);
}
