import { expect, it } from "vitest";
import { ChiSquared } from "./chi-squared.js";
import { FisherF } from "./fisher-f.js";
import { Normal } from "./normal.js";
import { StudentT } from "./student-t.js";

/** To 17 digits by mpmath 1.3. */
it.each([
  ["χ²(4) beyond 90", new ChiSquared(4).sf(90), 1.3167585470527211e-18],
  ["F(3, 20) beyond 5", new FisherF(3, 20).sf(5), 0.0095103374772338071],
  ["t(5) beyond 2.5", new StudentT(5).sf(2.5), 0.027245049671188121],
  ["normal beyond 6", new Normal().sf(6), 9.8658764503769814e-10],
])("the tail of %s has its digits in a page too", (_, tail, exact) => {
  expect(Math.abs(tail / exact - 1)).toBeLessThan(1e-14);
});
