import { expect, it } from "vitest";
import { ChiSquared } from "./chi-squared.js";
import { FisherF } from "./fisher-f.js";
import { Normal } from "./normal.js";
import { StudentT } from "./student-t.js";

/** The nearest float64 by mpmath 1.3. */
it.each([
  ["χ²(4) beyond 90", new ChiSquared(4).sf(90), 1.3167585470527211e-18],
  ["F(3, 20) beyond 5", new FisherF(3, 20).sf(5), 0.009510337477233807],
  ["t(5) beyond 2.5", new StudentT(5).sf(2.5), 0.02724504967118812],
  ["normal beyond 6", new Normal().sf(6), 9.86587645037698e-10],
])("the tail of %s has its digits in a page too", (_, tail, exact) => {
  expect(Math.abs(tail / exact - 1)).toBeLessThan(1e-14);
});
