import { deflateRawSync } from "node:zlib";
import { type Locator, type Page, expect } from "@playwright/test";
import { test as base } from "../playground.js";

/** What a visitor of the editor does and sees. */
export class EditorVisit {
  constructor(readonly page: Page) {}

  /** Opens an address of the editor, anew, and waits until its program is there. */
  async visit(hash = ""): Promise<void> {
    await this.page.goto("about:blank"); // another hash alone would not load the page again
    await this.page.goto(`/editor.html${hash}`);
    await this.opened();
  }

  async opened(): Promise<void> {
    await expect(this.page.locator('main[aria-busy="false"]')).toBeVisible();
  }

  /** Opens a program, by a link that holds it. */
  async open(program: string): Promise<void> {
    await this.visit(`#code=${deflateRawSync(program).toString("base64url")}`);
  }

  /** Opens a program, runs it, and waits until it has come to an end. */
  async run(program: string): Promise<void> {
    await this.open(program);
    await this.runButton.click();
    await expect(this.phase).toHaveText(/^(Finished|Failed)/, { timeout: 60_000 });
  }

  get runButton(): Locator {
    return this.page.getByRole("button", { name: "Run", exact: true });
  }

  get stopButton(): Locator {
    return this.page.getByRole("button", { name: "Stop", exact: true });
  }

  /** Where the run stands, in words. */
  get phase(): Locator {
    return this.page.getByTestId("phase");
  }

  get output(): Locator {
    return this.page.getByRole("region", { name: "Output" });
  }

  get error(): Locator {
    return this.output.getByRole("alert");
  }
}

export const test = base.extend<{ readonly editor: EditorVisit }>({
  editor: async ({ page }, use) => use(new EditorVisit(page)),
});

/** As on a phone: the program is in a text area there. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
