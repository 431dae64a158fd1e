// All distances between some cities at once: a column of angles meets a row of them.
import { argmax, array, asin, cos, mul, sin, sqrt, square, sub } from "@linnet/core";
import { heatmap } from "@linnet/plot";

const cities = {
  Athens: [37.98, 23.73],
  Berlin: [52.52, 13.4],
  Bern: [46.95, 7.45],
  Lisbon: [38.72, -9.14],
  Oslo: [59.91, 10.75],
  Paris: [48.86, 2.35],
  Rome: [41.9, 12.5],
};
const names = Object.keys(cities);
const radians = mul(array(Object.values(cities)), Math.PI / 180);
const latitude = radians.slice(":", "0:1"); // [n, 1]
const longitude = radians.slice(":", "1:2");

// The haversine formula, for every pair: [n, 1] with [1, n] is [n, n].
const halfChord = (a: typeof latitude) => square(sin(mul(sub(a, a.T), 0.5)));
const east = mul(mul(cos(latitude), cos(latitude).T), halfChord(longitude));
const km = mul(asin(sqrt(halfChord(latitude).add(east))), 2 * 6371);

console.log("latitudes in radians, a column:", latitude);
const labels = { rowLabels: names, columnLabels: names };
console.log(heatmap(km, { title: "Kilometres as the crow flies", ...labels, width: 560 }));

const between = (a: string, b: string) => km.at(names.indexOf(a), names.indexOf(b)).item().toFixed(0);
console.log(`From Paris to Berlin it is ${between("Paris", "Berlin")} km.`);
const far = argmax(km).item(); // in the list of all pairs, row by row
const [from = "", to = ""] = [Math.floor(far / names.length), far % names.length].map((i) => names[i]);
console.log(`Farthest apart are ${from} and ${to}: ${between(from, to)} km.`);
