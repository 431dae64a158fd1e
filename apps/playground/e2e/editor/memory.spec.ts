import { deflateRawSync } from "node:zlib";
import { findChromium, flags } from "@linnet/tooling-run/chromium";
import { type Browser, type BrowserContext, type Page, chromium, expect } from "@playwright/test";
import { test as base } from "../playground.js";
import { PHONE } from "./editor.js";

/** Megabytes of a process's heap in this file: enough for the page, and soon full. */
const HEAP = 160;

const FLOOD = "const kept: number[][] = [];\nfor (;;) kept.push(new Array(20000).fill(kept.length));";

/** A browser whose processes have small heaps, and in it a page that looks at an editor in another tab. */
const test = base.extend<{ readonly watch: Page }>({
  watch: async ({ baseURL }, use) => {
    const args = [...flags, `--js-flags=--max-old-space-size=${HEAP}`];
    const browser: Browser = await chromium.launch({ executablePath: findChromium(), args });
    const context: BrowserContext = await browser.newContext({ ...PHONE, baseURL });
    const page = await context.newPage();
    await page.goto("/");
    await use(page);
    await browser.close();
  },
});

/**
 * What stands in an editor that another tab has opened. Playwright calls a page crashed as soon as the process of one of its frames
 * has ended, and asks it nothing more; the tab that opened it can.
 */
class OpenedEditor {
  constructor(private readonly opener: Page) {}

  async open(program: string): Promise<void> {
    const link = `/editor.html#code=${deflateRawSync(program).toString("base64url")}`;
    await this.opener.evaluate((link) => void Object.assign(window, { editor: open(link) }), link);
    await expect.poll(() => this.text("main[aria-busy='false'] h1")).not.toBeNull();
  }

  /** The text of the first element that a selector finds. */
  text(selector: string): Promise<string | null> {
    return this.opener.evaluate((selector) => {
      const { editor } = window as unknown as { readonly editor: Window };
      return editor.document.querySelector(selector)?.textContent ?? null;
    }, selector);
  }

  /** Writes another program, and runs it. */
  async run(program?: string): Promise<void> {
    await this.opener.evaluate((program) => {
      const { document } = (window as unknown as { readonly editor: Window }).editor;
      const area = document.querySelector("textarea");
      if (program !== undefined && area !== null) {
        area.value = program;
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }
      const buttons = [...document.querySelectorAll("button")];
      buttons.find(({ textContent }) => textContent === "Run")?.click();
    }, program);
  }
}

test("a program that takes all memory ends alone: the page tells it and runs the next one @plain", async ({
  watch,
}) => {
  const editor = new OpenedEditor(watch);
  await editor.open(FLOOD);
  await editor.run();
  await expect
    .poll(() => editor.text("[role='alert']"), { timeout: 60_000 })
    .toContain("The browser has ended the program, most likely because it took all memory.");
  expect(await editor.text("[data-testid='phase']")).toMatch(/^Failed after/);
  await editor.run("console.log(6 * 7);");
  await expect.poll(() => editor.text("[data-testid='phase']"), { timeout: 30_000 }).toMatch(/^Finished in/);
  expect(await editor.text(".output")).toContain("42");
});
