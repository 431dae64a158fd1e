// Twelve resistors of 1 Ω are the edges of a cube. What is the resistance between two of its corners?
import { diag, fromFunction, sub, sum } from "@linnet/core";
import { eigvalsh, pinv } from "@linnet/linalg";

// Corners are numbers of three bits; an edge joins those that differ in one.
const bits = (n: number) => n.toString(2).replaceAll("0", "").length;
const joined = fromFunction([8, 8], (i, j) => (bits(i ^ j) === 1 ? 1 : 0));

// Kirchhoff: currents I = L·V, with L the Laplacian of the graph. Only differences of V matter, so L is singular,
// and its pseudo-inverse gives the potentials that add up to zero.
const L = sub(diag(sum(joined, { axis: 1 })), joined);
const P = pinv(L);
console.log("L =", L);
console.log("its eigenvalues:", eigvalsh(L));

/** One ampere goes in at a and comes out at b: the difference of potentials is the resistance. */
function resistance(a: number, b: number): number {
  return P.at(a, a).add(P.at(b, b)).sub(P.at(a, b).mul(2)).item();
}

console.log(`along an edge: ${resistance(0, 1).toFixed(12)} Ω (7/12)`);
console.log(`across a face: ${resistance(0, 3).toFixed(12)} Ω (3/4)`);
console.log(`through the cube: ${resistance(0, 7).toFixed(12)} Ω (5/6)`);

// Foster (1949): over the edges, the resistances of any network of 1 Ω resistors add up to its corners less one.
const foster = fromFunction([8, 8], (i, j) => (i < j ? resistance(i, j) : 0)).mul(joined);
console.log(`The twelve edges add up to ${sum(foster).item().toFixed(12)}: eight corners less one.`);
