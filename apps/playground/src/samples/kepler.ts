// A table in text: the planets, and the law that Kepler found in such numbers in 1618.
import { abs, log, mean, round, sub } from "@linnet/core";
import { decodeCsv, encodeCsv } from "@linnet/data";
import { regressionPlot } from "@linnet/plot";
import { LinearRegression } from "@linnet/stats";

// Half the long axis of the orbit in units of the Earth’s (Standish, JPL), and the time of one round in days.
const planets = decodeCsv(
  `planet,axis,days
Mercury,0.387099,87.969
Venus,0.723336,224.701
Earth,1.000003,365.256
Mars,1.523710,686.980
Jupiter,5.202887,4332.589
Saturn,9.536676,10759.22
Uranus,19.189165,30685.4
Neptune,30.069923,60189`,
  { types: { planet: "string", axis: "float64", days: "float64" } },
);
console.log(planets);

// A power law is a straight line of logarithms: log T = log c + s·log a.
const [axis, time] = [log(planets.columns.axis), log(planets.columns.days)];
const law = LinearRegression.fit(axis.reshape([-1, 1]), time);
const [days, power] = [Math.exp(law.intercept).toFixed(2), law.coefficients.at(0).item().toFixed(4)];
console.log(`T = ${days} · a^${power}: squares of times go as cubes of axes.`);
console.log(regressionPlot(axis, time, { xLabel: "log a", yLabel: "log T", title: "Kepler’s third law" }));

// Only the far ones, with the law’s own word beside them, as text again.
const far = planets.filter(({ axis }) => axis > 2);
const table = far.with({ law: round(far.columns.axis.pow(1.5).mul(365.256), { decimals: 1 }) });
console.log(new TextDecoder().decode(encodeCsv(table)));
const miss = sub(table.columns.law, table.columns.days).div(table.columns.days);
console.log(`The law misses their times by ${(100 * mean(abs(miss)).item()).toFixed(2)} % on average.`);
