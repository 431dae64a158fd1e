import { type Locator, type Page, test as base, expect } from "@playwright/test";

/** What a visitor does and sees, in the words of the page. */
export class Playground {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto("/#/digits");
    await expect(this.page.locator(".charts svg").first()).toBeVisible({ timeout: 30_000 });
    await expect(this.reconstructed).toBeVisible();
  }

  get original(): Locator {
    return this.page.getByRole("img", { name: /^the digit, a \d$/ });
  }

  get reconstructed(): Locator {
    return this.page.getByRole("img", { name: /^the digit from \d+ components$/ });
  }

  get slider(): Locator {
    return this.page.getByRole("slider", { name: "Components kept" });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  get progress(): Locator {
    return this.page.getByTestId("progress");
  }

  get accuracy(): Locator {
    return this.page.getByTestId("accuracy");
  }

  /** Steps done so far. */
  async step(): Promise<number> {
    return Number(/step (\d+) of/.exec((await this.progress.textContent()) ?? "")?.[1] ?? 0);
  }

  /** The share of test digits that the trained model reads, once it has been trained. */
  async score(): Promise<number> {
    await expect(this.accuracy).toBeVisible({ timeout: 60_000 });
    return Number.parseFloat((await this.accuracy.textContent()) ?? "") / 100;
  }
}

/** The pixels of a picture, four numbers each. */
export function pixelsOf(picture: Locator): Promise<number[]> {
  return picture.evaluate((canvas: HTMLCanvasElement) =>
    Array.from(canvas.getContext("2d")?.getImageData(0, 0, 8, 8).data ?? []),
  );
}

interface Fixtures {
  readonly playground: Playground;
  /** What the page complained of; a test that provokes complaints empties it. */
  readonly complaints: string[];
}

/** A test that fails when the page writes an error to the console, throws, or asks another server for anything. */
export const test = base.extend<Fixtures>({
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => {
        const own = [`${baseURL}/`, `blob:${baseURL}/`, "data:"].some((start) => request.url().startsWith(start));
        if (!own) complaints.push(`a request to ${request.url()}`);
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  playground: async ({ page }, use) => use(new Playground(page)),
});
