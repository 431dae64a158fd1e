/** What the editor begins with. */
export const FIRST_PROGRAM = `import { array } from "@linnet/core";
import { solve } from "@linnet/linalg";

const A = array([
  [2, 1],
  [1, 3],
]);
const b = array([3, 5]);

const x = solve(A, b);
console.log("x =", x);
console.log("A·x =", A.matmul(x));
`;
