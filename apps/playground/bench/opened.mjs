// `npm run bench -- playground`: builds the page, opens every lesson as a computer and as a phone do, and keeps what it weighs and
// how long it takes until it can be used, in docs/benchmarks/playground.md. `node bench/opened.mjs vectors` only tells of those named.
import { kilobytes, machine, median, nameOf, total } from "./figures.mjs";
import { keep } from "./keep.mjs";
import { withPage } from "./served.mjs";
import { weigh } from "./weigh.mjs";

const ROUNDS = 5;
/** How much slower the processor of a phone is taken to be. */
const PHONE = 4;

const only = process.argv.slice(2);
await withPage(async ({ address, version, fresh }) => {
  const rows = [];
  for (const id of only.length > 0 ? only : await lessons(address, fresh)) {
    const files = await fresh((context) => weigh(context, `${address}#/${id}`));
    const computer = await median(ROUNDS, () => opened({ address, fresh, id, slowness: 1 }));
    const phone = await median(ROUNDS, () => opened({ address, fresh, id, slowness: PHONE }));
    rows.push({ id, files, computer, phone });
    console.log(row(rows[rows.length - 1]));
  }
  if (only.length === 0) keep("playground.md", report(rows, version));
});

function lessons(address, fresh) {
  return fresh(async (context) => {
    const page = await context.newPage();
    await page.goto(address);
    const links = await page.locator(".listings a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    return links.map((link) => link.slice(2));
  });
}

/** Milliseconds from the first request until the lesson says what it has computed. */
function opened({ address, fresh, id, slowness }) {
  return fresh(async (context) => {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
    await page.goto(`${address}#/${id}`, { waitUntil: "commit" });
    await page.locator('[data-testid="caption"]:not(:empty)').waitFor();
    return page.evaluate(() => performance.now());
  });
}

function row({ id, files, computer, phone }) {
  const parts = files.slice(0, 2).map(({ file, bytes }) => `${nameOf(file)} ${kilobytes(bytes)}`);
  return `| ${id} | ${kilobytes(total(files))} | ${parts.join(", ")} | ${computer.toFixed(0)} ms | ${phone.toFixed(0)} ms |`;
}

function report(rows, version) {
  return [
    "# The playground",
    "",
    "Each lesson opened by its link in a browser that has nothing of the page yet: all that it fetches, gzipped (fonts and the library",
    `included), and the time until it says what it has computed and can be used, median of ${ROUNDS}; as on a phone: with the page's processor`,
    `${PHONE} times as slow (Chromium slows down the page, not its workers). Files come from the same machine, so that the times hold no network.`,
    "",
    "| lesson | fetched | heaviest | computer | phone |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(row),
    "",
    `Machine: ${machine}; Chromium ${version}.`,
    "",
  ].join("\n");
}
