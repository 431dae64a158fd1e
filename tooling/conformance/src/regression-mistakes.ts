import type { Mistake } from "./mistakes.js";

/** Targets of other sizes than tables. */
export const regressionMistakes: readonly Mistake[] = [
  ["LinearRegression.fit(zeros([3, 2]), zeros([4]));", "LinearRegression: x has 3 rows and y 4"],
  ["Ridge.fit(zeros([3, 2]), zeros([4]));", "Ridge: x has 3 rows and y 4"],
];
