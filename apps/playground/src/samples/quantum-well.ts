// A particle between walls: Schrödinger’s equation on a grid is an eigenproblem of a Hermitian matrix.
import { type NDArray, add, diag, div, eye, linspace, mul, square, sub } from "@linnet/core";
import { eigh } from "@linnet/linalg";
import { lineChart } from "@linnet/plot";

const points = 199; // inside, so that the grid is 1/200 of the width

/** Energies and wave functions of −½ψ″ + V·ψ = E·ψ, zero at both ends (ħ = m = 1). */
function states(potential: NDArray, h: number) {
  const n = potential.size;
  const neighbours = eye(n, n, { k: 1 }).add(eye(n, n, { k: -1 }));
  const kinetic = div(sub(mul(eye(n), 2), neighbours), 2 * h * h);
  return eigh(add(kinetic, diag(potential)), { range: { index: [0, 5] } });
}

// A box of width 1: Eₙ = n²π²/2. The grid’s own energies are (1 − cos nπh)/h², less by a share of (nπh)²/12 at most.
const h = 1 / (points + 1);
const x = linspace(h, 1 - h, points);
const box = states(mul(x, 0), h);
for (let n = 1; n <= 4; n++) {
  const energy = box.values.at(n - 1).item();
  const exact = (n * Math.PI) ** 2 / 2;
  const [less, bound] = [1 - energy / exact, (n * Math.PI * h) ** 2 / 12].map((share) => share.toExponential(2));
  console.log(`E${n} = ${energy.toFixed(6)}, by ${less} less than n²π²/2 (at most ${bound})`);
}
const wave = (k: number): NDArray => box.vectors.slice(":", k);
console.log(
  lineChart({ first: wave(0), second: wave(1), third: wave(2) }, { x, title: "Waves between walls", yLabel: "ψ" }),
);

// On a spring, V = x²/2, the energies are evenly spaced: n + ½.
const wide = linspace(-8, 8, points);
const spring = states(square(wide).div(2), 16 / (points - 1));
console.log("On a spring, n + ½:", spring.values);
