// Three equations solved step by step, in exact fractions; and what pivoting is for, in three digits.
import { array } from "@linnet/core";
import * as explain from "@linnet/explain";
import { solve } from "@linnet/linalg";

const A = [
  [2, 1, -1],
  [-3, -1, 2],
  [-2, 1, 2],
];
const b = [8, -11, -3];

const story = explain.solve(A, b);
console.log(story);
console.log("by linalg:", solve(array(A), array(b)));

// The same method on a computer that keeps three digits: without exchanging rows, everything is lost.
const small = [
  ["0.0001", 1],
  [1, 1],
];
for (const pivoting of ["none", "partial"] as const) {
  const told = explain.lu(small, { pivoting, arithmetic: { digits: 3 } });
  console.log(`pivoting: ${pivoting}; L·U is`, told.result("LU"), "and should be", told.result("A[p]"));
}
