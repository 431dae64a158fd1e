import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { SAMPLES } from "../../src/samples/catalogue.js";
import { ProgramVisit, test } from "./program.js";

const repository = join(import.meta.dirname, "../../../..");

/** What the compilers' test asserts. */
interface Compilers {
  readonly mistakes: readonly (readonly [code: string, sentence: string])[];
}

/** Calls that must not compile and the sentences that say so: those of the compilers' test. */
const MISTAKES = [
  ["matmul(zeros([64, 784]), zeros([100, 10]));", "zeros([100", "matmul: inner dimensions 784 and 100 differ"],
  ["add(zeros([2, 3]), ones([4]));", "add", "add: dimensions 3 and 4 do not broadcast"],
  [
    "sequential(Linear.init(rng, 784, 128), new Relu(), Linear.init(rng, 100, 10));",
    "Linear.init(rng, 100",
    "sequential: layer 2 takes 100 features and is given 128",
  ],
  ["solve(eye(3), zeros([4, 2]));", "zeros", "solve: rows 3 of a and 4 of b differ"],
] as const;

const IMPORTS = `import { add, eye, matmul, ones, random, zeros } from "@linnet/core";
import { solve } from "@linnet/linalg";
import { Linear, Relu, sequential } from "@linnet/nn";
const rng = random(0);
`;

test("where shapes do not fit, the sentence of the types stands at the red line @plain", async ({ program }) => {
  const { mistakes } = (await import(join(repository, "tooling/conformance/src/mistakes.ts"))) as Compilers;
  for (const [code, , sentence] of MISTAKES) expect(mistakes).toContainEqual([code, sentence]);
  await program.open(IMPORTS + MISTAKES.map(([code]) => code).join("\n"));
  await expect(program.status).toContainText("4 errors: F8 leads through them.");
  await expect(program.page.locator(".squiggly-error")).toHaveCount(4);
  const { page } = program;
  await program.clickBehind(1, "import");
  await page.keyboard.press("F8");
  await expect(page.locator(".marker-widget")).toContainText(MISTAKES[0][2]);
  await page.keyboard.press("Escape");
  await expect(page.locator(".marker-widget")).toHaveCount(0);
  for (const [i, [, word, sentence]] of MISTAKES.entries()) {
    const said = await program.pointAt(5 + i, word);
    expect(said.slice(0, sentence.length)).toBe(sentence);
  }
});

test("pointing at a name shows its shape, and what is written of a function", async ({ program }) => {
  await program.open(`import { matmul, ones, zeros } from "@linnet/core";
const A = zeros([2, 3]);
const C = matmul(A, ones([3, 4]));
console.log(C.T);
`);
  await expect(program.status).toContainText("No errors");
  expect(await program.pointAt(3, "C")).toBe('const C: NDArray<"float64", [2, 4]>');
  expect(await program.pointAt(4, "T")).toContain('NDArray<"float64", [4, 2]>');
  const said = await program.pointAt(3, "matmul");
  expect(said).toContain("matmul<");
  expect(said).toContain("@throws {ShapeError}");
});

test("names are offered: of packages, of one, and of an array; a call says what it takes", async ({ program }) => {
  await program.open(`import { s } from "@linnet/linalg";
import { zeros } from "@linnet/core";
const A = zeros([2, 3]);
A
import {} from "";
`);
  const { keyboard } = program.page;
  await program.clickBehind(5, 'import {} from "');
  await keyboard.press("Control+Space");
  await expect(program.offered.first()).toHaveText("@linnet/autograd", { timeout: 30_000 });
  expect(await program.offered.allInnerTexts()).toEqual(expect.arrayContaining(["@linnet/core", "@linnet/stats"]));
  await keyboard.type("@linnet/");
  await expect(program.offered.filter({ hasText: /^core$/ })).toBeVisible({ timeout: 30_000 });
  await keyboard.press("Escape");
  await keyboard.press("Control+Shift+K"); // takes the line away
  await program.clickBehind(1, "import { s");
  await keyboard.press("Control+Space");
  await expect(program.offered.first()).toBeVisible({ timeout: 30_000 });
  const names = await program.offered.allInnerTexts();
  for (const name of ["schur", "slogdet", "solve"]) expect(names).toContain(name);
  await keyboard.type("olve");
  await expect(program.offered.first()).toHaveText("solve");
  await keyboard.press("Enter");
  await expect(program.page.locator(".view-line").first()).toHaveText('import { solve } from "@linnet/linalg";');
  await keyboard.press("Control+End");
  await keyboard.type("svdva"); // which has to be imported
  await expect(program.offered.first()).toHaveText("svdvals", { timeout: 30_000 });
  await keyboard.press("Enter");
  await expect(program.page.locator(".view-line").first()).toHaveText(
    'import { solve, svdvals } from "@linnet/linalg";',
  );
  await keyboard.type("(");
  await expect(program.page.locator(".parameter-hints-widget .signature .parameter.active")).toContainText(
    /^a: NDArray</,
    { timeout: 30_000 },
  );
  await keyboard.type("A);");
  await program.clickBehind(4, "A");
  await keyboard.type(".");
  await expect(program.offered.first()).toBeVisible({ timeout: 30_000 });
  expect(await program.offered.allInnerTexts()).toEqual(expect.arrayContaining(["add", "astype", "at", "dtype", "T"]));
});

test("a program with an error of types runs; one of syntax is told where it is, before and after running", async ({
  program,
}) => {
  await program.open('const n: string = 41;\nconsole.log("it is", n + 1);\n');
  await expect(program.status).toContainText("1 error");
  expect(await program.pointAt(1, "n:")).toContain("Type 'number' is not assignable to type 'string'.");
  await program.page.getByRole("button", { name: "Run" }).click();
  await expect(program.output).toContainText("it is 42");
  await program.open("const = 41;\n");
  await expect(program.status).toContainText("error");
  expect(await program.pointAt(1, "=")).toContain("Variable declaration expected.");
  await program.page.getByRole("button", { name: "Run" }).click();
  await expect(program.output).toHaveText("This is no TypeScript: unexpected token. Line 1");
  expect(await program.pointAt(1, "=")).toContain("This is no TypeScript: unexpected token.");
  await program.clickBehind(1, "const ");
  await program.page.keyboard.type("n");
  await program.clickBehind(1, "= 41;");
  await program.page.keyboard.type(" console.log(n + 1);");
  await program.page.keyboard.press("Control+Enter");
  await expect(program.output).toHaveText("42", { timeout: 60_000 });
  await expect(program.page.locator(".squiggly-error")).toHaveCount(0);
});

test("where a program failed as it ran, its line is marked, until it is changed", async ({ program }) => {
  await program.open(`import { array } from "@linnet/core";
import { cholesky } from "@linnet/linalg";
const indefinite = array([[1, 2], [2, 1]]);
console.log(cholesky(indefinite).L);
`);
  await expect(program.status).toContainText("No errors");
  await program.page.getByRole("button", { name: "Run" }).click();
  const mark = program.page.locator(".squiggly-error");
  await expect(mark).toHaveCount(1, { timeout: 60_000 });
  expect(await program.pointAt(4, "cholesky")).toContain(
    "cholesky: a must be positive definite; got pivot -3.00 at index 1.",
  );
  await program.clickBehind(3, "const indefinite");
  await program.page.keyboard.type("s");
  await expect(mark).not.toHaveCount(1);
});

test("Tab indents, and after Escape leaves; a program is run by keys @plain", async ({ program }) => {
  const { page } = program;
  await program.open('console.log("by keys");\n');
  await program.clickBehind(1, "console");
  await page.keyboard.press("Home");
  await page.keyboard.press("Tab");
  await expect(page.locator(".view-line").first()).toHaveText(/^[ \u00A0]{2}console/);
  const isInside = (): Promise<boolean> =>
    page.evaluate(() => document.activeElement?.closest(".code-editor") !== null);
  await expect.poll(isInside).toBe(true);
  await page.keyboard.press("Control+Enter");
  await expect(program.output).toContainText("by keys", { timeout: 60_000 });
  await page.keyboard.press("Escape");
  await expect(program.status).toHaveText("Tab now leaves the program.");
  await page.keyboard.press("Tab");
  await expect.poll(isInside).toBe(false);
  await expect(program.status).toContainText("Escape, then Tab leaves the program.");
  await page.keyboard.press("Shift+Tab");
  await expect.poll(isInside).toBe(true);
  await page.keyboard.press("Tab"); // indents again
  await expect.poll(isInside).toBe(true);
});

test("the editor has the page's colours, in light and in dark", async ({ program }) => {
  const { page } = program;
  await program.open("const x = 1; // one\n");
  const colours = (): Promise<string[]> =>
    page.evaluate(() => {
      const of = (selector: string, name: "backgroundColor" | "color"): string =>
        getComputedStyle(document.querySelector(selector) ?? document.body)[name];
      return [
        of(".monaco-editor-background", "backgroundColor"),
        of(".output", "backgroundColor"),
        of(".view-line .mtk1", "color"),
      ];
    });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(async () => {
      const [editor, panel] = await colours();
      expect(editor).toBe(panel);
    }).toPass();
  }
});

test("no sample has an error", async ({ program }) => {
  for (const { id } of SAMPLES) {
    const text = await readFile(join(import.meta.dirname, `../../src/samples/${id}.ts`), "utf8");
    await program.open(text);
    await expect(program.status, id).toContainText("No errors");
    expect(await program.page.locator(".squiggly-error, .squiggly-warning").count(), id).toBe(0);
  }
});

test("on a phone it is a text area, and Monaco is not fetched @plain", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  await page.goto(`${baseURL}/editor.html`);
  await page.getByRole("textbox", { name: "Program" }).fill('console.log("by hand");');
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page.getByRole("region", { name: "Output" })).toContainText("by hand", { timeout: 60_000 });
  expect(fetched.filter((url) => /rich-editor|type-worker/.test(url))).toEqual([]);
  await context.close();
});

test("where no worker may start, the text area stays, says why, and runs programs", async ({ page }) => {
  await page.addInitScript(() => {
    if (self !== top) return; // programs run in a frame of their own
    globalThis.Worker = class extends EventTarget {
      constructor() {
        super();
        throw new DOMException("workers are refused", "SecurityError");
      }
    } as unknown as typeof Worker;
  });
  await page.goto("/editor.html");
  const { status, output } = new ProgramVisit(page);
  await expect(status).toContainText("Nothing checks types here, but programs run: workers are refused");
  await page.getByRole("textbox", { name: "Program" }).fill('console.log("by hand");');
  await page.getByRole("button", { name: "Run" }).click();
  await expect(output).toContainText("by hand", { timeout: 60_000 });
});
