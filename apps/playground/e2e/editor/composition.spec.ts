import { type CDPSession, type Page, expect } from "@playwright/test";
import { EditorVisit, test } from "./editor.js";

// Text that is composed of several keys, as Chinese and Japanese are, told to the browser as an input method tells it.

async function inputMethod(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

/** Composes, and leaves the last of the texts standing, still underlined. */
async function compose(method: CDPSession, texts: readonly string[]): Promise<void> {
  for (const text of texts)
    await method.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
}

test("composed text arrives once in Monaco", async ({ page, editor }) => {
  await editor.open('console.log("");\n');
  await expect(page.locator('.code-editor[data-help="ready"]')).toBeVisible({ timeout: 90_000 });
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.press("Home");
  for (let i = 0; i < 'console.log("'.length; i++) await page.keyboard.press("ArrowRight");
  const method = await inputMethod(page);
  await compose(method, ["n", "に", "にh", "にほn", "日本"]);
  await method.send("Input.insertText", { text: "日本" });
  await compose(method, ["g", "ご"]);
  await method.send("Input.insertText", { text: "語" });
  await page.keyboard.type("!");
  await expect(page.locator(".view-line").first()).toHaveText('console.log("日本語!");');
  await page.keyboard.press("Control+Enter");
  await expect(editor.output).toHaveText("日本語!", { timeout: 60_000 });
});

test("Monaco takes the place of the text area when what is composed there is complete, with the caret behind it", async ({
  page,
}) => {
  const editor = new EditorVisit(page);
  let come = (): void => {};
  const isAwaited = new Promise<void>((resolve) => (come = resolve));
  await page.route("**/assets/rich-editor-*.js", async (route) => {
    await isAwaited;
    await route.continue();
  });
  await editor.open("// \n");
  const area = page.locator("textarea.plain-editor");
  await area.focus();
  await area.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(3, 3));
  const method = await inputMethod(page);
  await compose(method, ["z", "zh", "中"]);
  const hasCome = page.waitForResponse("**/assets/rich-editor-*.js");
  come();
  await (await hasCome).finished();
  await expect(page.locator(".code-editor .rich")).toBeHidden();
  await compose(method, ["中w", "中文"]);
  await expect(area).toHaveValue("// 中文\n");
  await page.waitForTimeout(2000); // Monaco would be there by now
  await expect(area).toBeFocused();
  await method.send("Input.insertText", { text: "中文" });
  await expect(page.locator('.code-editor[data-help="ready"]')).toBeVisible({ timeout: 90_000 });
  await expect(area).toHaveCount(0);
  await page.keyboard.type("!");
  await expect(page.locator(".view-line").first()).toHaveText("// 中文!");
});
