// The Mandelbrot set: which c keep z² + c small for ever? One step for all complex c at once.
import { type NDArray, abs, add, complex, less, linspace, mul, where, zerosLike } from "@linnet/core";
import { heatmap } from "@linnet/plot";

const [rows, columns, steps] = [120, 180, 60];
const [left, right, reach] = [-2, 0.7, 0.9];

const re = linspace(left, right, columns);
const im = linspace(reach, -reach, rows).reshape([rows, 1]);
const c: NDArray = complex(add(re, mul(im, 0)), add(mul(re, 0), im));

let z: NDArray = zerosLike(c);
let lasted: NDArray = zerosLike(abs(c));
for (let step = 0; step < steps; step++) {
  z = where(less(abs(z), 2), add(mul(z, z), c), z); // what has left stays where it is
  lasted = add(lasted, less(abs(z), 2).astype("float64"));
}

const title = `Steps that stay within 2, of ${steps}`;
const none = {
  columnLabels: Array.from({ length: columns }, () => ""),
  rowLabels: Array.from({ length: rows }, () => ""),
};
const axes = { xLabel: `Re c from ${left} to ${right}`, yLabel: `Im c from ${reach} to ${-reach}` };
console.log(heatmap(lasted, { title, ...none, ...axes, values: false, width: 640 }));

const inside = lasted.equal(steps).astype("float64").mean().item();
const area = inside * (right - left) * 2 * reach;
console.log(`${(100 * inside).toFixed(1)} % of the points are still there: an area of ${area.toFixed(2)}.`);
console.log("The whole set has an area of 1.507 or so; points near its edge take longer to leave.");
