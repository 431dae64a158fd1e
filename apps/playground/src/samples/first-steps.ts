// Arrays: numbers with a shape. Change a number, and run it again.
import { add, array, linspace, matmul, mean, mul, random, sum } from "@linnet/core";

const x = array([
  [1, 2, 3],
  [4, 5, 6],
]);
console.log("x =", x);

// What is done to an array is done to every number; a row meets every row.
const y = add(mul(x, 10), array([1, 2, 3]));
console.log("10·x + (1, 2, 3) =", y);

// The shape of a product follows from both shapes; matmul(x, x) would not compile.
console.log("x·xᵀ =", matmul(x, x.T));

// Along an axis: 0 runs down the rows, 1 along them.
console.log("sums of columns:", sum(x, { axis: 0 }));
console.log("means of rows:", mean(x, { axis: 1 }));

// Parts are views: they share their numbers with x.
console.log("last two columns:", x.slice(":", "1:"));

// Numbers to try things with: the same ones for the same seed, everywhere.
console.log("drawn:", random(7).normal([2, 4]));
console.log("evenly spaced:", linspace(0, 1, 5));
