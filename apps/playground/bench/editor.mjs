// `npm run bench -- editor`: builds the page and opens the editor as a phone (a text area) and a computer (Monaco, with the packages'
// types) do; what they fetch, and how long a visitor waits for what, is kept in docs/benchmarks/editor.md.
import { kilobytes, machine, median, milliseconds, nameOf, total } from "./figures.mjs";
import { keep } from "./keep.mjs";
import { withPage } from "./served.mjs";
import { weigh } from "./weigh.mjs";

const ROUNDS = 5;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** What is there when a program can be run, and when the compiler has read it. */
const [USABLE, CHECKED] = ['main[aria-busy="false"]', '.code-editor[data-help="ready"]'];

const RUNS = [
  ["first steps, on core", "#sample=first-steps"],
  ["Hückel’s orbitals, on core, linalg and plot", "#sample=hueckel"],
  ["reading digits, an MLP trained for 15 epochs", "#sample=digits"],
];

await withPage(async ({ address, version, fresh }) => {
  const editor = `${address}editor.html`;
  const openings = [
    ["a phone: the program in a text area", PHONE, USABLE],
    ["a computer: Monaco, the program checked", {}, CHECKED],
  ];
  const rows = [];
  for (const [what, options, standing] of openings) {
    const files = await fresh((context) => weigh(context, editor, standing), options);
    const usable = await median(ROUNDS, () => fresh((context) => opened(context, editor, USABLE), options));
    const whole = await median(ROUNDS, () => fresh((context) => opened(context, editor, standing), options));
    const parts = files.slice(0, 3).map(({ file, bytes }) => `${nameOf(file)} ${kilobytes(bytes)}`);
    rows.push([what, kilobytes(total(files)), parts.join(", "), milliseconds(usable), milliseconds(whole)]);
    console.log(rows[rows.length - 1].join(" | "));
  }
  const waits = [["the first completion, once the program is checked", await median(ROUNDS, () => fresh(completed))]];
  for (const [what, link] of RUNS) waits.push([`Run: ${what}`, await median(ROUNDS, () => fresh((context) => ran(context, link), PHONE))]); // prettier-ignore
  keep("editor.md", report(rows, waits, version));

  async function completed(context) {
    const page = await context.newPage();
    await opened(context, editor, CHECKED, page);
    await page.locator(".monaco-editor").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nMath.");
    const offered = page.locator(".suggest-widget:visible .monaco-list-row").first();
    const start = performance.now();
    await offered.waitFor();
    return performance.now() - start;
  }

  async function ran(context, link) {
    const page = await context.newPage();
    await opened(context, `${editor}${link}`, USABLE, page);
    const start = performance.now();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page
      .getByTestId("phase")
      .filter({ hasText: /^Finished/ })
      .waitFor({ timeout: 120_000 });
    return performance.now() - start;
  }
});

/** Milliseconds from the first request until something is there. */
async function opened(context, address, standing, page) {
  const visited = page ?? (await context.newPage());
  await visited.goto(address, { waitUntil: "commit" });
  await visited.locator(standing).waitFor({ timeout: 120_000 });
  return visited.evaluate(() => performance.now());
}

function report(rows, waits, version) {
  return [
    "# The editor",
    "",
    "The editor opened in a browser that has nothing of it yet: all that it fetches, gzipped, and the time until a program can be run and",
    `until everything stands, median of ${ROUNDS}. Files come from the same machine, so that the times hold no network.`,
    "",
    "| opened on | fetched | heaviest | can be run after | stands after |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    "From the key or the button until it is there; a run fetches the packages that it imports, and opens a sandbox.",
    "",
    "| waited for | median |",
    "| --- | --- |",
    ...waits.map(([what, time]) => `| ${what} | ${milliseconds(time)} |`),
    "",
    `Machine: ${machine}; Chromium ${version}.`,
    "",
  ].join("\n");
}
