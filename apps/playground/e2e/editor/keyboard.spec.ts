import { type Page, expect } from "@playwright/test";
import { obstacles } from "../obstacles.js";
import { test } from "./editor.js";

// The whole page by keyboard alone, with Monaco and with what a program can show.

const EVERYTHING = `import { random } from "@linnet/core";
import { lu } from "@linnet/explain";
console.log(random(1).normal([50, 50]));
console.log("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>Nothing</title></svg>");
console.log(lu([[2, 1], [4, 3]]));
throw new RangeError("at the end");
`;

const STOPS = [
  "Linnet",
  "Sample",
  "Lessons",
  "Run",
  "Stop",
  "Copy link",
  "Program, in TypeScript. Escape, then Tab leaves it; Alt+F1 tells of other keys.",
  "Add your files …",
  "Remove a.csv",
  "Output",
  "float64 [50, 50]",
  "Begin with L = I and U = A",
  "Matrices of the step",
  "Exchange rows 1 and 2",
  "Subtract 1/2 times row 1 from row 2",
  "L·U is A with its rows in the order p",
  "Line 6",
];

/** What has the focus, and whether that is to be seen. */
function focused(page: Page): Promise<{ readonly name: string; readonly isShown: boolean }> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return { name: "", isShown: true };
    const label = at instanceof HTMLInputElement ? at.closest("label") : null;
    const name = at.getAttribute("aria-label") ?? (label ?? at).textContent ?? "";
    const { width, height, top, bottom } = (label ?? at.closest(".rich") ?? at).getBoundingClientRect();
    let isOutlined = false;
    for (let part: Element | null = at; part !== null && !isOutlined; part = part.parentElement) {
      const { outlineStyle, outlineWidth } = getComputedStyle(part);
      isOutlined = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
    }
    return { name: name.trim(), isShown: isOutlined && width * height > 100 && bottom > 0 && top < innerHeight };
  });
}

test("every part of the page is reached and used by keys, in order, to be seen; axe finds no obstacle in light and dark", async ({
  page,
  editor,
}) => {
  const { keyboard } = page;
  await page.setViewportSize({ width: 1100, height: 800 });
  await editor.open(EVERYTHING);
  await expect(page.locator('.code-editor[data-help="ready"]')).toBeVisible({ timeout: 90_000 });
  const file = { name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("a\n1\n") };
  await page.locator('input[type="file"]').setInputFiles(file);
  await editor.runButton.press("Enter");
  await expect(editor.phase).toHaveText(/^Failed/, { timeout: 60_000 });
  await expect(editor.output.locator(".katex").first()).toBeVisible({ timeout: 30_000 });

  await page.getByRole("link", { name: "Linnet" }).focus();
  const names: string[] = [];
  const status = page.locator(".code-editor > [role=status]");
  for (let stop = await focused(page); stop.name !== "" && names.length < 40; stop = await focused(page)) {
    expect.soft(stop.isShown, stop.name).toBe(true);
    names.push(stop.name);
    if (stop.name.startsWith("Program")) {
      await keyboard.press("Alt+F1");
      await expect(status).toContainText("Control+Enter runs the program.");
      await keyboard.press("Alt+F1");
      await expect(status).not.toContainText("Control+Enter");
      await keyboard.press("Escape");
    }
    await keyboard.press("Tab");
  }
  expect(names).toEqual(STOPS);

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(async () => expect(await obstacles(page)).toEqual([])).toPass({ timeout: 20_000 }); // colours fade over
  }

  const heat = page.getByRole("group", { name: "float64 [50, 50]" });
  await heat.press("ArrowRight");
  await expect.poll(() => heat.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  await page.locator("summary", { hasText: "Exchange rows" }).press("Enter");
  await expect(page.locator("details[open]")).toHaveCount(2);
  await page.getByRole("button", { name: "Remove a.csv" }).press("Enter");
  await expect(page.getByRole("button", { name: "Remove a.csv" })).toHaveCount(0);
  await page.getByRole("button", { name: "Line 6" }).press("Enter");
  await expect.poll(async () => (await focused(page)).name).toMatch(/^Program/);
  await page.getByLabel("Sample", { exact: true }).focus();
  await keyboard.press("ArrowDown");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Editor");
});
