// A chord buried in noise: the Fourier transform finds its notes.
import { abs, add, argsort, linspace, mul, random, rfft, rfftfreq, sin } from "@linnet/core";
import { lineChart } from "@linnet/plot";

const rate = 4096; // samples a second
const notes = { "A₄": 440, "C♯₅": 554, "E₅": 659 };

const t = linspace(0, 1, rate, { endpoint: false });
const noise = random(3).normal([rate], { std: 2 });
const sound = Object.values(notes)
  .map((hertz) => sin(mul(t, 2 * Math.PI * hertz)))
  .reduce((a, b) => add(a, b), noise);

// One second in whole hertz: bin k of the spectrum is k hertz, and a sine of height 1 has height 1 there.
const spectrum = mul(abs(rfft(sound)), 2 / rate);
const hertz = rfftfreq(rate, { d: 1 / rate });
const loudest = argsort(spectrum, { descending: true }).slice(":3").toArray();

console.log(
  lineChart(
    { sound: sound.slice(":200") },
    { title: "What is heard: 50 ms of it", xLabel: "sample", yLabel: "pressure" },
  ),
);
console.log(lineChart({ height: spectrum }, { x: hertz, title: "Its spectrum", xLabel: "hertz", yLabel: "height" }));
for (const bin of loudest.toSorted((a, b) => a - b)) {
  console.log(`a note of ${hertz.at(bin).item()} Hz, height ${spectrum.at(bin).item().toFixed(2)}`);
}
