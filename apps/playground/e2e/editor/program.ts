import { type Locator, type Page, test as base, expect } from "@playwright/test";
import { writeLink } from "../../src/editor/share/link.js";
import { complaintsOf } from "../playground.js";

/** What someone does who writes a program. */
export class ProgramVisit {
  constructor(readonly page: Page) {}

  /** Opens the editor with a program, and waits for the compiler's word on it. */
  async open(text: string): Promise<void> {
    // what was said of the program before does not count
    await this.page.evaluate(() => document.querySelector(".code-editor")?.setAttribute("data-help", "before"));
    await this.page.goto(`/editor.html${await writeLink(text)}`);
    await expect(this.page.locator('.code-editor[data-help="ready"]')).toBeVisible({ timeout: 90_000 });
  }

  /** What is said below the program. */
  get status(): Locator {
    return this.page.locator(".code-editor > [role=status]");
  }

  get output(): Locator {
    return this.page.getByRole("region", { name: "Output" });
  }

  /** Points at a word in a line, counted from 1, and returns what is said there. */
  async pointAt(line: number, word: string): Promise<string> {
    await this.page.mouse.move(1, 1);
    const { x, y } = await this.page.evaluate(placeOf, [line, word] as const);
    await this.page.mouse.move(x, y);
    await this.page.mouse.move(x + 1, y);
    const hover = this.page.locator(".monaco-hover:visible");
    await expect(hover).toContainText(/\w/, { timeout: 30_000 });
    await expect(hover).not.toContainText("Loading", { timeout: 30_000 });
    return (await hover.innerText()).replaceAll("\u00A0", " ");
  }

  /** Puts the caret behind a word in a line. */
  async clickBehind(line: number, word: string): Promise<void> {
    await this.page.mouse.move(1, 1); // what is said of a word would lie over the lines
    await expect(this.page.locator(".monaco-hover:visible")).toHaveCount(0);
    const { x, y, width } = await this.page.evaluate(placeOf, [line, word] as const);
    await this.page.mouse.click(x - width / 2 + 1, y);
    for (let i = 0; i < word.length; i++) await this.page.keyboard.press("ArrowRight");
  }

  /** The names that are offered. */
  get offered(): Locator {
    return this.page.locator(".suggest-widget:visible .monaco-list-row .label-name");
  }
}

/** The middle of the first letter of a word, in the page. */
function placeOf([line, word]: readonly [line: number, word: string]): { x: number; y: number; width: number } {
  const top = (row: Element): number => row.getBoundingClientRect().top;
  const row = Array.from(document.querySelectorAll(".view-line")).sort((a, b) => top(a) - top(b))[line - 1];
  const letters = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  let offset = (row.textContent ?? "").replaceAll("\u00A0", " ").indexOf(word);
  if (offset < 0) throw new Error(`There is no ${word} in line ${line}: ${row.textContent}.`);
  for (let node = letters.nextNode() as Text | null; node !== null; node = letters.nextNode() as Text | null) {
    if (offset >= node.length) {
      offset -= node.length;
      continue;
    }
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2, width };
  }
  throw new Error(`${word} is not to be seen in line ${line}.`);
}

let opened: { readonly program: ProgramVisit; readonly complaints: string[] } | undefined;

/** A test of programs, opened in one page in turn since the compiler is large; it fails when the page complains. */
export const test = base.extend<{ readonly program: ProgramVisit }>({
  program: async ({ browser, baseURL }, use) => {
    if (opened === undefined) {
      const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
      opened = { program: new ProgramVisit(page), complaints: complaintsOf(page, baseURL ?? "") };
    }
    const { program, complaints } = opened;
    await use(program);
    expect(complaints.splice(0)).toEqual([]);
  },
});
