import { type Locator, type Page, expect } from "@playwright/test";
import { test as base } from "../playground.js";

/** What a visitor of a lesson does and sees. */
export class LessonVisit {
  constructor(readonly page: Page) {}

  /** Opens a lesson, by a link such as `"systems?step=2"`, and waits for what it computes. */
  async open(link: string): Promise<void> {
    if (this.page.url() === "about:blank") await this.page.goto(`/#/${link}`);
    else await this.page.evaluate(follow, `#/${link}`);
    await expect(this.caption).not.toBeEmpty({ timeout: 30_000 });
  }

  /** Opens the list of all lessons. */
  async list(): Promise<void> {
    await this.page.goto("/#/");
    await expect(this.page.locator(".listings").first()).toBeVisible();
  }

  get caption(): Locator {
    return this.page.getByTestId("caption");
  }

  /** The caption, in one line. */
  async text(): Promise<string> {
    return ((await this.caption.textContent()) ?? "").trim();
  }

  get slider(): Locator {
    return this.page.getByRole("slider", { name: "Step", exact: true });
  }

  /** The title of the step that is looked at. */
  get step(): Locator {
    return this.page.locator(".lesson-steps h2");
  }

  /** The lines of code that stand out. */
  get litLines(): Locator {
    return this.page.locator(".code-pane .lit");
  }

  handle(name: string): Locator {
    return this.page.getByRole("slider", { name, exact: true });
  }

  /** Drags something by so many pixels. */
  async drag(what: Locator, right: number, down: number): Promise<void> {
    const box = await what.boundingBox();
    if (box === null) throw new Error("What is to be dragged is not on the page.");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + right / 2, y + down / 2);
    await mouse.move(x + right, y + down);
    await mouse.up();
  }
}

/** Follows a link in a page that is open, also the link where it is. What was said before does not count from then on. */
function follow(link: string): void {
  document.querySelector('[data-testid="caption"]')?.setAttribute("data-testid", "caption of before");
  history.replaceState(null, "", "#/");
  location.hash = link;
}

/** A test in a page of its own, which fails when the page complains. */
export const testAlone = base.extend<{ readonly lesson: LessonVisit }>({
  lesson: async ({ page }, use) => use(new LessonVisit(page)),
});

const pages = new Map<string, Page>();

/**
 * A test in a page where other lessons have been, as most visitors' pages: to load it anew would take ten times as long as to
 * follow a link. After a test that fails, Playwright begins with another worker, and so with another page.
 */
export const test = testAlone.extend({
  page: async ({ browser, baseURL, permissions, contextOptions }, use) => {
    const key = JSON.stringify([baseURL, permissions, contextOptions]);
    const page = pages.get(key) ?? (await (await browser.newContext()).newPage()); // with the options of the test
    pages.set(key, page);
    await use(page);
  },
});
