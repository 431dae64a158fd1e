import { deflateRawSync } from "node:zlib";
import { expect } from "@playwright/test";
import { obstacles } from "../obstacles.js";
import { PHONE, test } from "./editor.js";

// What running a program shows, and each thing that may go wrong with it. In a text area, as on a phone: Monaco has its own tests.

test.use({ ...PHONE, permissions: ["clipboard-read", "clipboard-write"], contextOptions: { reducedMotion: "reduce" } });

const EVERYTHING = `
import { array, random } from "@linnet/core";
import { Table } from "@linnet/data";
import { lu } from "@linnet/explain";
import { det } from "@linnet/linalg";
import { lineChart } from "@linnet/plot";
const A = array([[2, 1], [1, -3]]);
console.log("A =", A, "with determinant", det(A).item());
console.log(random(1).normal([200, 100]));
console.log(lineChart({ squares: array([1, 4, 9]) }, { title: "Squares" }));
console.log(lu([[2, 1], [4, 3]]));
console.log(new Table({ height: array([1.7, 1.8]), name: ["Ada", "Bob"] }));
console.warn({ a: 1, "b-c": [1, "x"] });
`;

test("what is printed is shown as what it is; it can be read in light and dark, and fits 320 pixels @plain", async ({
  page,
  editor,
}) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await editor.run(EVERYTHING);
  await expect(editor.phase).toHaveText(/^Finished in [\d.]+\u202fs$/);
  const { output } = editor;
  await expect(output).toContainText("A =");
  await expect(output.getByText("float64 [2, 2]")).toBeVisible();
  await expect(output.locator(".heat").first().locator("td")).toHaveText(["2", "1", "1", "−3"]);
  await expect(output).toContainText("with determinant -7");
  await expect(output).toContainText("20,000 entries, of which a corner is shown");
  await expect(output.getByRole("img", { name: /^Squares/ })).toHaveJSProperty("complete", true);
  expect(await output.getByRole("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  await expect(output.locator(".katex").first()).toBeVisible();
  await expect(output.getByRole("cell", { name: "Ada" })).toBeVisible();
  await expect(output).toContainText("{ a: 1, 'b-c': [ 1, 'x' ] }");
  expect(await obstacles(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await obstacles(page, "color-contrast")).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("an endless program is stopped, and the next one runs @plain", async ({ page, editor }) => {
  await editor.open("console.log('begun');\nfor (;;);");
  await editor.runButton.click();
  await expect(editor.output).toHaveText("begun");
  await expect(editor.phase).toHaveText(/^Running … [\d.]+/);
  const early = await editor.phase.textContent();
  await expect(editor.phase).not.toHaveText(early ?? ""); // the clock runs, and so does the page
  await editor.stopButton.click();
  await expect(editor.phase).toHaveText(/^Stopped after/);
  await expect.poll(() => page.workers().filter((worker) => worker.url().startsWith("blob:null")).length).toBe(0);
  await page.getByLabel("Program", { exact: true }).fill("console.log(6 * 7);");
  await page.keyboard.press("Control+Enter");
  await expect(editor.output).toHaveText("42");
});

test("mistakes are told in a sentence, with the line, which leads to it", async ({ page, editor }) => {
  const area = page.getByLabel("Program", { exact: true });
  const selected = () =>
    area.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
  const cases: readonly (readonly [program: string, sentence: string, line: string])[] = [
    ["const a = 1;\nconst b = ;", "This is no TypeScript: unexpected token.", "const b = ;"],
    ["let a = 1;\n\nlet a = 2;", "SyntaxError: Identifier 'a' has already been declared", "let a = 2;"],
    [
      'import { log } from "lodash"; log();',
      'The editor has no "lodash". Programs here can import @linnet/autograd,',
      'import { log } from "lodash"; log();',
    ],
    [
      'import { nothing } from "@linnet/core";\nnothing();',
      "SyntaxError: The requested module '@linnet/core' does not provide an export named 'nothing'",
      'import { nothing } from "@linnet/core";',
    ],
    [
      'import { array } from "@linnet/core";\nconst f = () => {\n  array([1, 2]).matmul(array([1, 2, 3]) as any);\n};\nf();',
      "ShapeError: matmul: inner dimensions 2 and 3 differ; got a [2] and b [3].",
      "  array([1, 2]).matmul(array([1, 2, 3]) as any);",
    ],
    [
      'import { zeros } from "@linnet/core";\nzeros([100000, 100000]);',
      "MemoryError: zeros: an array must fit in 4294901760 bytes; got 80000000000 bytes. Work in smaller batches.",
      "zeros([100000, 100000]);",
    ],
    [
      "setTimeout(() => {\n  throw new TypeError('later');\n}, 1);\nawait new Promise(() => {});",
      "TypeError: later",
      "  throw new TypeError('later');",
    ],
    [
      "void Promise.reject(new RangeError('unheard'));\nawait new Promise(() => {});",
      "RangeError: unheard",
      "void Promise.reject(new RangeError('unheard'));",
    ],
    ["new ArrayBuffer(2 ** 52);", "RangeError: Invalid array buffer length", "new ArrayBuffer(2 ** 52);"],
  ];
  await editor.visit();
  for (const [program, sentence, line] of cases) {
    await area.fill(program);
    await editor.runButton.click();
    await expect(editor.error).toContainText(sentence);
    await expect(editor.phase).toHaveText(/^Failed after/);
    await editor.error.getByRole("button", { name: /^Line \d+$/ }).click();
    await expect(area).toBeFocused();
    expect(await selected()).toBe(line);
  }
  await area.fill("console.log(6 * 7);"); // mended
  await editor.runButton.click();
  await expect(editor.output).toHaveText("42");
  await expect(area).toHaveAttribute("aria-invalid", "false");
});

test("a browser that ends the program, as for want of memory, is told of; printing without end is not shown without end", async ({
  page,
  editor,
}) => {
  await editor.run("for (let i = 0; i < 5000; i++) console.log(i);");
  await expect(editor.output).toContainText("Only the first 1,000 things that the program printed are shown.");
  await expect(editor.output.locator("pre")).toHaveCount(1000);
  await editor.open("console.log('begun');\nfor (;;);");
  await editor.runButton.click();
  await expect(editor.output).toContainText("begun");
  // as if its process had ended: nothing answers any more
  const frames = page.frames().filter((frame) => frame.url().endsWith("/sandbox.html"));
  for (const frame of frames) {
    await frame.evaluate(
      () =>
        void setTimeout(() => {
          for (;;);
        }, 1000),
    );
  }
  await expect(editor.error).toContainText(
    "The browser has ended the program, most likely because it took all memory.",
    { timeout: 60_000 },
  );
  await expect(editor.phase).toHaveText(/^Failed after/);
});

test("own files are read by their names, as in Node; what cannot be read is told", async ({ page, editor }) => {
  await editor.open(
    'import { loadCsv } from "@linnet/data";\nconsole.log(await loadCsv("heights.csv"));\nawait loadCsv("weights.csv");',
  );
  const chooser = page.locator('input[type="file"]');
  await chooser.setInputFiles({
    name: "heights.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("name,height\nAda,1.7\nBob,1.8\n"),
  });
  await expect(page.getByRole("listitem").filter({ hasText: "heights.csv" })).toContainText("28 bytes");
  await editor.runButton.click();
  await expect(editor.output.getByRole("cell", { name: "Ada" })).toBeVisible();
  await expect(editor.error).toContainText(
    'There is no file "weights.csv" here, but "heights.csv". Add it under "Your files".',
  );
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["name,weight\nAda,60\n"], "weights.csv"));
    dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  });
  await expect(page.getByRole("listitem").filter({ hasText: "weights.csv" })).toContainText("19 bytes");
  await editor.runButton.click();
  await expect(editor.phase).toHaveText(/^Finished/);
  await page.evaluate(
    () => (File.prototype.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"))),
  );
  await chooser.setInputFiles({ name: "gone.csv", mimeType: "text/csv", buffer: Buffer.from("1") });
  const bar = page.getByRole("region", { name: "Your files" });
  await expect(bar.getByRole("alert")).toContainText("“gone.csv” could not be read (NotReadableError).");
  await bar.getByRole("button", { name: "Remove heights.csv" }).click();
  await expect(bar.getByRole("listitem")).toHaveText([/weights\.csv/]);
});

test("a program is passed on as a link, and does not run by itself; what is not ours is refused", async ({
  page,
  editor,
}) => {
  const program = "console.log('ä ∞');\n";
  await editor.visit();
  await page.getByLabel("Program", { exact: true }).fill(program);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("The link is copied; it holds the program.")).toBeVisible();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  await editor.visit(link.hash);
  await expect(page.getByLabel("Program", { exact: true })).toHaveValue(program);
  await expect(editor.phase).toHaveText("");
  const refusals: readonly (readonly [hash: string, sentence: string])[] = [
    [link.hash.slice(0, -4), "The link's program is damaged: part of the link may be missing."],
    [`#code=${deflateRawSync(Buffer.alloc(1e6)).toString("base64url")}`, "The link's program is longer than 64 kB"],
    ["#sample=nothing", 'There is no sample "nothing".'],
    ["#/systems", "The link is not one of this editor's."],
  ];
  for (const [hash, sentence] of refusals) {
    await editor.visit(hash);
    await expect(page.getByRole("alert")).toContainText(`${sentence}`);
    await expect(page.getByRole("alert")).toContainText("The editor begins as usual.");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("First steps");
  }
});

test("says what a browser lacks: workers, WebAssembly, SIMD, the sandbox, what runs programs", async ({
  page,
  editor,
  complaints,
}) => {
  const lacks: readonly (readonly [() => void, string])[] = [
    [() => Reflect.deleteProperty(globalThis, "Worker"), "Programs run in a worker, which this browser does not have."],
    [
      () => Reflect.deleteProperty(globalThis, "WebAssembly"),
      "Linnet computes with WebAssembly, which this browser does not have",
    ],
    [
      () => (WebAssembly.validate = () => false),
      "Linnet computes with WebAssembly SIMD, which this browser does not have",
    ],
  ];
  for (const [take, sentence] of lacks) {
    const other = await page.context().newPage();
    await other.addInitScript(take);
    await other.goto("/editor.html");
    await expect(other.getByRole("alert").first()).toContainText(sentence);
    await other.close();
  }
  await page.route("**/assets/prepare-*.js", (route) => route.abort());
  await editor.open("console.log(1);");
  await editor.runButton.click();
  await expect(editor.error).toContainText(
    "What runs programs could not be loaded. Look whether you are online, and try again.",
  );
  await page.unroute("**/assets/prepare-*.js");
  await page.route("**/sandbox.html", (route) => route.abort());
  await editor.open("console.log(1);");
  await editor.runButton.click();
  await expect(editor.error).toContainText("The sandbox in which programs run could not be opened.", {
    timeout: 30_000,
  });
  complaints.length = 0; // the browser reports the requests that were cut off
});

test("a lesson opens in the editor and runs there; the editor is left and run by keyboard alone @plain", async ({
  page,
  editor,
}) => {
  await page.goto("/#/systems");
  await page.getByRole("button", { name: "Open in editor" }).click();
  await editor.opened();
  await expect(page.getByLabel("Program", { exact: true })).toHaveValue(/Systems of equations/);
  await page.getByLabel("Program", { exact: true }).focus();
  await page.keyboard.press("Shift+Tab"); // out of the text, over copying, to stopping and running
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(editor.runButton).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(editor.phase).toHaveText(/^Finished/, { timeout: 30_000 });
  await expect(editor.output.locator(".told-story, .heat, pre").first()).toBeVisible();
  await page.getByRole("link", { name: "Lessons" }).click();
  await expect(page.getByRole("link", { name: "Editor" })).toBeVisible();
});
