// A straight line through flowers, with the whole table of what is known about it.
import { loadIris } from "@linnet/data";
import { regressionPlot, residualPlot } from "@linnet/plot";
import { LinearRegression } from "@linnet/stats";

const { data } = loadIris();
const length = data.slice(":", "2:3"); // of the petal, in cm
const width = data.slice(":", 3);

const model = LinearRegression.fit(length, width);
console.log(model.summary().toString());

const [slope, intercept] = [model.coefficients.at(0).item(), model.intercept];
console.log(`A petal that is 1 cm longer is ${slope.toFixed(3)} cm wider.`);
console.log(`One of 5 cm should be ${(intercept + 5 * slope).toFixed(2)} cm wide.`);

const axes = { xLabel: "length of the petal, cm", yLabel: "width, cm" };
console.log(regressionPlot(length.slice(":", 0), width, { band: "observation", ...axes, width: 620 }));
console.log(residualPlot(model, { standardized: true }));
