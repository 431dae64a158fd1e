// A curve through measured points, as NIST certifies it: Misra1a, the adsorption of a gas, b₁·(1 − e^(−b₂·x)).
import { type NDArray, array, div, exp, linspace, mul, neg, sub, sum, square } from "@linnet/core";
import { jacobian } from "@linnet/autograd";
import { levenbergMarquardt } from "@linnet/optimize";
import { lineChart } from "@linnet/plot";

const pressure = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760];
const volume = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78];
const [x, y] = [array(pressure), array(volume)];

const model = (x: NDArray, b: NDArray): NDArray => mul(sub(1, exp(neg(mul(x, b.at(1))))), b.at(0));
const residuals = (b: NDArray): NDArray => sub(model(x, b), y);

const start = array([500, 0.0001]);
const fit = levenbergMarquardt(residuals, start, { jacobian: jacobian(residuals) });
const certified = array([2.3894212918e2, 5.5015643181e-4]);
console.log("b =", fit.x);
console.log("certified:", certified);
console.log("relative difference:", div(sub(fit.x, certified), certified));
const left = sum(square(residuals(fit.x))).item();
console.log(`after ${fit.iterations} iterations; sum of squares ${left.toFixed(10)}`);

const fine = linspace(50, 800, 60);
const curves = { start: model(fine, start), fitted: model(fine, fit.x) };
console.log(lineChart(curves, { x: fine, title: "Misra1a", xLabel: "pressure", yLabel: "volume" }));
