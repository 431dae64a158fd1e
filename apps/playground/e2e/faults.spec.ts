import { type Page, expect } from "@playwright/test";
import { testAlone as test } from "./lessons/lesson.js";

// What goes wrong outside of the page, and what the page says of it.

const alert = (page: Page) => page.getByRole("alert");

test("says that workers are missing", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "Worker"));
  await page.goto("/#/systems");
  await expect(alert(page)).toContainText("This page computes in a worker, which this browser does not have");
});

test("says that WebAssembly is refused where it computes", async ({ page, complaints }) => {
  await page.route("/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("wasm-unsafe-eval", "self") });
  });
  await page.goto("/#/systems");
  await expect(alert(page)).toContainText(
    "computes with WebAssembly, which this browser does not have or has switched off",
  );
  complaints.length = 0; // the browser reports what it refused
});

test("without WebGL, a sentence stands where the space would", async ({ page, lesson }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await lesson.open("systems?A=1_1_1~1_2_3~2_3_4&b=2_1_5");
  await expect(page.getByText("This picture needs WebGL")).toContainText("b: an arrow to (2, 1, 5).");
});

test("says that a lesson could not be fetched, and that its code could not; others go on", async ({
  page,
  lesson,
  complaints,
}) => {
  await page.route("**/assets/view-*.js", (route) => route.abort());
  await page.goto("/#/systems");
  await expect(alert(page)).toContainText("“Systems of equations” could not be loaded. Look whether you are online");
  await page.unroute("**/assets/view-*.js");
  await page.route("**/assets/code-*.js", (route) => route.abort());
  await page.goto("/#/vectors");
  await page.reload();
  await expect(alert(page)).toContainText("could not be loaded. Look whether you are online");
  await page.unroute("**/assets/code-*.js");
  await page.reload();
  await expect(lesson.caption).not.toBeEmpty();
  complaints.length = 0; // the browser reports the requests that were cut off
});

test("an unknown lesson is told as such, and the list leads on", async ({ page, lesson }) => {
  await page.goto("/#/constructor?x=1");
  await expect(alert(page)).toHaveText('There is no lesson "constructor". Choose one from the list.');
  await page.getByRole("combobox", { name: "Lesson" }).selectOption({ label: await systemsLabel(page) });
  await expect(lesson.caption).not.toBeEmpty();
  await expect(page).toHaveTitle("Systems of equations · Linnet");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

async function systemsLabel(page: Page): Promise<string> {
  return (await page.locator('option[value="systems"]').textContent()) ?? "";
}

test("a broken link says which parts of it are nonsense, and shows the rest", async ({ page, lesson }) => {
  await lesson.open("systems?A=1_2~x&b=7_8&step=0&__proto__=1");
  await expect(page.getByText("cannot show (__proto__, A, step)")).toBeVisible();
  await expect(page.getByLabel("b, row 1, column 1")).toHaveValue("7");
  await expect(page.getByLabel("A, row 1, column 1")).toHaveValue("2");
});

test("a link that is followed when the address of a change is about to be written is followed", async ({
  page,
  lesson,
}) => {
  await page.addInitScript(() => {
    const later = globalThis.setTimeout;
    const held: (() => void)[] = [];
    const hold = (act: () => void, ms?: number): number => (ms === 400 ? held.push(act) : Number(later(act, ms)));
    Object.assign(globalThis, { setTimeout: hold, writeAddress: () => held.splice(0).forEach((act) => act()) });
  });
  const write = "writeAddress()";
  await lesson.open("systems");
  await page.getByLabel("b, row 1, column 1").fill("2");
  await expect(lesson.caption).toContainText("b is 0.2 times the first column");
  await page.evaluate(write);
  expect(page.url()).toContain("#/systems?b=2_5");
  await page.getByLabel("b, row 1, column 1").fill("1");
  await expect(lesson.caption).not.toContainText("b is 0.2 times the first column");
  await page.evaluate(`location.hash = "#/systems?b=7_8"; ${write}`);
  await expect(page.getByLabel("b, row 1, column 1")).toHaveValue("7");
  expect(page.url()).toContain("#/systems?b=7_8");
});

test("without JavaScript, says that it is needed", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}/`);
  const words = page.locator("noscript p"); // asked directly: expectations would run a script
  expect(await words.textContent()).toBe("This page computes everything by itself: please allow JavaScript.");
  expect((await words.boundingBox())?.height).toBeGreaterThan(0);
  await context.close();
});

test("what never ends is stopped by the button or by its limit, and then it goes on", async ({ page, lesson }) => {
  await page.clock.install();
  let isEndless = true;
  await page.context().route("**/assets/code-*.js", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const isLesson = isEndless && /\bas compute\b/.test(text);
    await route.fulfill({ response, body: isLesson ? `for (;;);${text}` : text });
  });
  await page.goto("/#/systems");
  const stop = page.getByRole("button", { name: "Stop computing" });
  await expect(page.getByText("Computing …")).toBeVisible();
  await page.clock.runFor(1000);
  await stop.click();
  await expect(alert(page)).toContainText("Computing was stopped. Change something to start again.");
  await page.goto("/#/systems?b=1_2");
  await expect(page.getByText("Computing …")).toBeVisible();
  await page.clock.runFor(10_000);
  await expect(alert(page)).toContainText("Computing took more than 10 seconds without a result and was stopped.");
  isEndless = false;
  await page.goto("/#/systems?b=2_1");
  await expect(lesson.caption).not.toBeEmpty();
  await expect(alert(page)).toBeHidden();
});
