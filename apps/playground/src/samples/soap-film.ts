// A soap film between two rings takes the least area. So does a minimizer, and finds the catenary.
import { type NDArray, add, array, concat, full, linspace, mul, sqrt, square, sub, sum } from "@linnet/core";
import { valueAndGrad } from "@linnet/autograd";
import { lbfgs } from "@linnet/optimize";
import { lineChart } from "@linnet/plot";

const n = 80; // pieces between the rings, which have radius 1 and stand 1 apart
const h = 1 / n;
const ring = array([1]);

/** The film as a pile of cones: each has the area π·(r + R)·√(h² + (R − r)²). */
function area(inner: NDArray): NDArray {
  const radii = concat([ring, inner, ring]);
  const [r, R] = [radii.slice(":-1"), radii.slice("1:")];
  return mul(sum(mul(add(r, R), sqrt(add(square(sub(R, r)), h * h)))), Math.PI);
}

const start = full([n - 1], 1); // a cylinder
const film = lbfgs(valueAndGrad(area), start, { gradientTolerance: 1e-8 });

// Euler (1744): r(x) = a·cosh((x − ½)/a), with a·cosh(1/(2a)) = 1.
let a = 0.8;
for (let i = 0; i < 60; i++) a = 1 / Math.cosh(1 / (2 * a));
const known = linspace(0, 1, n + 1).toArray().map((x) => a * Math.cosh((x - 0.5) / a)); // prettier-ignore
const knownArea = Math.PI * a * (1 + a * Math.sinh(1 / a));

const found = concat([ring, film.x, ring]);
console.log(
  lineChart(
    { film: found, catenary: known },
    { x: linspace(0, 1, n + 1), title: "The film between its rings", yLabel: "radius" },
  ),
);
console.log(
  `areas: a cylinder ${(2 * Math.PI).toFixed(5)}, the film ${film.value.toFixed(5)}, Euler’s ${knownArea.toFixed(5)}`,
);
const waist = found.at(n / 2).item();
console.log(`radius at the waist: ${waist.toFixed(5)}, of the catenary ${a.toFixed(5)}`);
console.log(`It took ${film.iterations} iterations in ${n - 1} unknowns.`);
