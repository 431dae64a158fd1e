// Derivatives of every order: differentiate the derivative of the derivative, at 0.
import { type NDArray, array, linspace, sin, tan } from "@linnet/core";
import { checkGradients, grad } from "@linnet/autograd";
import { lineChart } from "@linnet/plot";

type Curve = (x: NDArray) => NDArray;

/** f(0), f′(0), f″(0), … */
function derivatives(f: Curve, count: number): number[] {
  const found: number[] = [];
  let derivative = f;
  for (let order = 0; order <= count; order++) {
    found.push(derivative(array(0, { dtype: "float64" })).item());
    derivative = grad(derivative);
  }
  return found;
}

console.log("sin:", derivatives(sin, 7).join(", "));

// Those of the tangent count the permutations that go up and down in turn: 1, 2, 16, 272, … (André, 1881).
const tangent = derivatives(tan, 7);
console.log("tan:", tangent.join(", "));

// So the tangent begins as its Taylor polynomial.
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const taylor = (x: number) => tangent.reduce((sum, d, n) => sum + (d / factorial(n)) * x ** n, 0);
for (const x of [0.1, 0.3, 0.5]) {
  console.log(`tan ${x} = ${Math.tan(x).toFixed(9)}, by the first four terms ${taylor(x).toFixed(9)}`);
}
const x = linspace(0, 1.4, 71);
const curves = { tangent: tan(x), "four terms": array(x.toArray().map(taylor)) };
console.log(lineChart(curves, { x, title: "Where the polynomial falls behind" }));

// Any function of arrays can be checked against differences; a wrong derivative would be a sentence with its place.
checkGradients((x: NDArray) => tan(x).mul(sin(x)).sum(), [array([0.2, 0.7, 1.1])]);
console.log("The derivative of tan·sin is what differences say.");
