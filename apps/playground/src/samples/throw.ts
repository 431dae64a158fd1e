// Throw a ball through air into a basket: the gradient flows through the simulation of its flight.
import { type NDArray, array, cos, linspace, mul, sin, sqrt, square, stack, sub, sum } from "@linnet/core";
import { jacobian } from "@linnet/autograd";
import { solve } from "@linnet/linalg";
import { scatter } from "@linnet/plot";

const [steps, drag] = [60, 0.03]; // drag in 1/m: it grows with the square of the speed
const basket = array([12, 3]);

/** Where the ball is at each step, thrown from 2 m high with a speed (m/s) and an angle, caught after a time. */
function flight([speed, angle, time]: readonly [NDArray, NDArray, NDArray]): NDArray[] {
  const dt = time.div(steps);
  let place: NDArray = array([0, 2]);
  let velocity: NDArray = mul(stack([cos(angle), sin(angle)]), speed);
  const path = [place];
  for (let i = 0; i < steps; i++) {
    const rush = sqrt(sum(square(velocity)));
    const pull = mul(mul(velocity, rush), -drag).sub(array([0, 9.81]));
    const middle: NDArray = velocity.add(mul(pull, dt.div(2)));
    place = place.add(mul(middle, dt));
    velocity = velocity.add(mul(pull, dt));
    path.push(place);
  }
  return path;
}

// Newton's method: by how much does the place at the end change with speed and time? The angle is kept.
const angle = array(1, { dtype: "float64" });
const end = (p: NDArray): NDArray => flight([p.at(0), angle, p.at(1)]).at(-1) ?? p;
const slope = jacobian(end);
let p: NDArray = array([12, 1.5]);
for (let i = 1; i <= 6; i++) {
  const miss = sub(basket, end(p));
  console.log(
    `${i}. misses the basket by ${sqrt(sum(square(miss)))
      .item()
      .toExponential(2)} m`,
  );
  p = p.add(solve(slope(p), miss));
}
const [speed, time] = p.toArray() as [number, number];
const path = stack(flight([p.at(0), angle, p.at(1)]));
const title = "Where the ball is, 60 times on its way";
console.log(scatter(path, { title, color: linspace(0, time, steps + 1), colorLabel: "s", xLabel: "m", yLabel: "m" }));
console.log(`Throw at ${speed.toFixed(2)} m/s: it is in the basket after ${time.toFixed(2)} s.`);
