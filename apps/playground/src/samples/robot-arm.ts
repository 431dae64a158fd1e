// A robot’s arm of two links reaches for a point: which angles bring its hand there?
import {
  type NDArray,
  add,
  array,
  cos,
  eye,
  linspace,
  matmul,
  mul,
  sin,
  sqrt,
  square,
  stack,
  sub,
  sum,
} from "@linnet/core";
import { jacobian } from "@linnet/autograd";
import { solve, svdvals } from "@linnet/linalg";
import { contourPlot } from "@linnet/plot";

const [upper, lower] = [1.2, 0.8];
const target = array([0.5, 1.4]);

/** Where the hand is, by the angle of the shoulder and that of the elbow. */
function hand(q: NDArray): NDArray {
  const [shoulder, wrist] = [q.at(0), add(q.at(0), q.at(1))];
  return stack([
    add(mul(cos(shoulder), upper), mul(cos(wrist), lower)),
    add(mul(sin(shoulder), upper), mul(sin(wrist), lower)),
  ]);
}

// Damped least squares (Wampler, 1986): Δq = Jᵀ·(J·Jᵀ + λ²·I)⁻¹·Δx. Without damping it is the pseudo-inverse, whose
// steps know no bound where the arm is stretched and J is singular.
const J = jacobian(hand);
const damping = 0.3;
let q: NDArray = array([0.2, 0.1]); // nearly stretched
const path = [q];
const distance = (q: NDArray): number => sqrt(sum(square(sub(target, hand(q))))).item();
for (let step = 1; distance(q) > 1e-10 && step <= 100; step++) {
  const j = J(q);
  const smallest = svdvals(j).at(1).item();
  if (step <= 5)
    console.log(
      `step ${step}: ${distance(q).toFixed(4)} away; the least singular value of J is ${smallest.toFixed(3)}`,
    );
  const lambda2 = damping * distance(q); // less and less, so that it ends as Newton’s method
  const damped = add(matmul(j, j.T), mul(eye(2), lambda2));
  q = add(q, matmul(j.T, solve(damped, sub(target, hand(q)))));
  path.push(q);
}
const [shoulder, elbow] = (q.toArray() as number[]).map((angle) => ((angle * 180) / Math.PI).toFixed(2));
console.log(
  `After ${path.length - 1} steps it is ${distance(q).toExponential(1)} away: shoulder ${shoulder}°, elbow ${elbow}°.`,
);

// All that the arm could do: its distance from the target over both angles, and the way that it took.
const angles = linspace(-0.5, 2.5, 61);
const [a, b] = [angles.reshape([1, 61]), angles.reshape([61, 1])];
const x = add(mul(cos(a), upper), mul(cos(add(a, b)), lower));
const y = add(mul(sin(a), upper), mul(sin(add(a, b)), lower));
const away = sqrt(add(square(sub(x, 0.5)), square(sub(y, 1.4))));
console.log(
  contourPlot(away, {
    x: angles,
    y: angles,
    path: stack(path),
    xLabel: "shoulder, radians",
    yLabel: "elbow, radians",
    title: "Distance of the hand from its target",
  }),
);
