// Fibonacci’s rabbits as a matrix: its eigenvalues are the golden ratio and its shadow, told exactly.
import { array } from "@linnet/core";
import * as explain from "@linnet/explain";
import { eigvalsh, matrixPower } from "@linnet/linalg";

// (next, now) = F·(now, before)
const F = array([
  [1, 1],
  [1, 0],
]);
console.log(explain.eigen(F, { method: "characteristic" }));

const golden = (1 + Math.sqrt(5)) / 2;
console.log("by linalg:", eigvalsh(F), `and (1 + √5)/2 is ${golden}.`);

// Fⁿ holds the Fibonacci numbers. For large n only the larger eigenvalue matters: Fₙ is φⁿ/√5, rounded (Binet).
for (const n of [5, 10, 20, 40]) {
  const fibonacci = matrixPower(F, n).at(0, 1).item();
  console.log(`F${n} = ${fibonacci}, and φ^${n}/√5 = ${(golden ** n / Math.sqrt(5)).toFixed(4)}`);
}
