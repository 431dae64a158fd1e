import { expect } from "@playwright/test";
import { SAMPLES } from "../../src/samples/catalogue.js";
import { complaintsOf } from "../playground.js";
import { PHONE, test } from "./editor.js";

/** Something that each sample computes and that is known from elsewhere, as the page shows it. */
const KNOWN: Readonly<Record<string, RegExp>> = {
  "first-steps": /14\s+32\s+32\s+77/, // [1 2 3; 4 5 6] by its transpose
  distances: /From Paris to Berlin it is 87[78] km/,
  life: /after 64 it is back: true/,
  mandelbrot: /an area of 1\.5\d/, // 1.507 and what has not left yet
  chord: /440 Hz[^]*554 Hz[^]*659 Hz/,
  "resistor-cube": /0\.583333333333 Ω \(7\/12\)[^]*0\.75[^]*0\.833333333333 Ω \(5\/6\)/,
  "image-layers": /error (0\.\d{5}) \(rest: \1\)/, // Eckart and Young
  "page-rank": /add up to 1\.000000000000/,
  string: /note 60: (1\.\d{12}), exactly \1/,
  decay: /after 22\.\d+ hours/, // ln(λ₂/λ₁)/(λ₂ − λ₁)
  regression: /0\.416 cm wider/, // R’s lm
  tumours: /on average 9[78]\.\d %/,
  voices: /0\.99[^]*0\.99[^]*0\.99/,
  bootstrap: /median of versicolor: 5\.9 cm/,
  "tangent-numbers": /tan: 0, 1, 0, 2, 0, 16, 0, 272/,
  "curve-fit": /sum of squares 0\.12455138\d+/, // NIST certifies 1.2455138894e-1
  throw: /misses the basket by \d\.\d+e-1\d m/,
  "soap-film": /at the waist: (0\.8483)\d, of the catenary \1/,
  "exclusive-or": /0\.0\d+\s+0\.9\d+\s+0\.9\d+\s+0\.0\d+/,
  spirals: /(99\.\d|100\.0) % of the points/,
  digits: /it reads 9[5-8]\.\d %/,
  kepler: /a\^1\.(5000|499\d)/,
  edges: /\(16\/255\)/,
  elimination: /2\s+3\s+[-−]1/,
  "golden-ratio": /F40 = 102334155, and φ\^40\/√5 = 102334155\.0000/,
  backpropagation: /it differs from the story by 0\b/,
  hueckel: /benzene: α \+ 2\.000β, α \+ 1\.000β, α \+ 1\.000β, α − 1\.000β, α − 1\.000β, α − 2\.000β/,
  populations: /agreement (0\.99\d|1\.000)/,
  words: /king − man \+ woman = queen/,
  "robot-arm": /steps it is \d\.\de-1\d away/,
  deblurring: /undone without a filter: \d[^]*with the best filter, λ = [^]*: error 0\.2\d+/,
  "quantum-well": /E1 = 4\.9347\d+, by 2\.\d+e-5 less than n²π²\/2 \(at most 2\.\d+e-5\)/,
};

test("every sample runs, complains of nothing, and says what is known", async ({ browser, baseURL }) => {
  test.setTimeout(300_000); // a sandbox for each, and networks that learn
  expect(Object.keys(KNOWN)).toEqual(SAMPLES.map(({ id }) => id));
  const page = await browser.newPage({ ...PHONE, baseURL });
  const complaints = complaintsOf(page, baseURL ?? "");
  const phase = page.getByTestId("phase");
  await page.goto("/editor.html");
  for (const { id, title } of SAMPLES) {
    await page.evaluate((id) => (location.hash = `#sample=${id}`), id);
    await expect(page.getByRole("combobox", { name: "Sample" }), id).toHaveValue(id);
    await expect(page.locator('main[aria-busy="false"]')).toBeVisible();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await expect(phase, title).toHaveText(/^(Finished|Failed)/, { timeout: 60_000 });
    await expect(phase, title).toHaveText(/^Finished/);
    expect(await page.getByRole("region", { name: "Output" }).innerText(), title).toMatch(KNOWN[id]);
  }
  expect(complaints).toEqual([]);
  await page.close();
});
