import { type Locator, type Page, expect } from "@playwright/test";
import { test as base } from "../playground.js";

/** What a visitor of a lesson does and sees. */
export class LessonVisit {
  constructor(readonly page: Page) {}

  /** Opens a lesson, by a link such as `"systems?step=2"`, and waits for what it computes. */
  async open(link: string): Promise<void> {
    await this.page.goto(`/#/${link}`);
    await expect(this.caption).not.toBeEmpty({ timeout: 30_000 });
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

/** A test that fails when the page complains. */
export const test = base.extend<{ readonly lesson: LessonVisit }>({
  lesson: async ({ page }, use) => use(new LessonVisit(page)),
});
