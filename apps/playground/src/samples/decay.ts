// Hospitals milk technetium from molybdenum: a chain of two decays, solved by the exponential of a matrix.
import { type NDArray, argmax, array, linspace, matmul, mul, stack } from "@linnet/core";
import { expm } from "@linnet/linalg";
import { lineChart } from "@linnet/plot";

const halfLives = { "Mo-99": 65.94, "Tc-99m": 6.01 }; // hours
const [a, b] = Object.values(halfLives).map((hours) => Math.LN2 / hours) as [number, number];

// N′ = A·N for the atoms of molybdenum, of technetium, and of what is no longer of use. 87.5 % of the
// molybdenum decays by way of Tc-99m.
const A = array([
  [-a, 0, 0],
  [0.875 * a, -b, 0],
  [0.125 * a, b, 0],
]);
const start = array([1, 0, 0]);
const after = (hours: number): NDArray => matmul(expm(mul(A, hours)), start);

const hours = linspace(0, 96, 97);
const atoms = stack(hours.toArray().map(after)); // a row an hour
const activity = mul(atoms.slice(":", ":2"), array([1, b / a])); // in units of the molybdenum's first
const [molybdenum, technetium] = [activity.slice(":", 0), activity.slice(":", 1)];
console.log(
  lineChart(
    { "Mo-99": molybdenum, "Tc-99m": technetium },
    { x: hours, title: "Milked after so many hours", xLabel: "hours", yLabel: "activity", width: 620 },
  ),
);
console.log("after a day, Mo-99, Tc-99m and the rest:", after(24));
console.log(`Together there are ${after(24).sum().item().toFixed(15)} of the first: no atom is lost.`);

// The best time to milk is where the technetium is most: ln(b/a)/(b − a), by Bateman (1910).
const best = Math.log(b / a) / (b - a);
const hour = argmax(technetium).item();
console.log(`There is most technetium after ${best.toFixed(2)} hours; of the whole hours above, after ${hour}.`);
