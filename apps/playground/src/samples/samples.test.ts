import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { NDArray } from "@linnet/core";
import { Explanation } from "@linnet/explain";
import { Figure } from "@linnet/plot";
import { describe, expect, it } from "vitest";
import { SAMPLES } from "./catalogue.js";
import { loadSample } from "./load-sample.js";
import { numbersAfter, printed } from "./printed.js";

// Every sample is run once, and something that it computes is held against what is known. That each is correct TypeScript under
// the strictest options, and runs on the packages as npm ships them, is shown by e2e/samples.spec.ts.

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((file) => /^[a-z-]+\.ts$/.test(file));
const own = ["catalogue.ts", "load-sample.ts", "printed.ts"];

describe("the catalogue", () => {
  it("lists every program of the folder, and nothing else, once", () => {
    const ids = SAMPLES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map((id) => `${id}.ts`).toSorted()).toEqual(files.filter((file) => !own.includes(file)).toSorted());
    expect(new Set(SAMPLES.map(({ title }) => title)).size).toBe(SAMPLES.length);
  });

  it("has each group in one piece, and says of each what it shows", () => {
    const groups = SAMPLES.map(({ group }) => group);
    expect(groups.filter((group, i) => group !== groups[i - 1])).toEqual([...new Set(groups)]);
    for (const { idea } of SAMPLES) {
      expect(idea).toMatch(/^[\p{Lu}\d].*[.?!]$/u);
      expect(idea.length).toBeLessThan(80);
    }
  });

  it("says of a text that cannot be fetched which one it is", async () => {
    await expect(loadSample({ id: "life", title: "Life", group: "", idea: "" })).resolves.toContain("glider");
  });
});

describe.each(SAMPLES)("$id", ({ id }) => {
  const text = readFileSync(join(folder, `${id}.ts`), "utf8");

  it("is short, begins by saying what it is, and uses nothing but Linnet and console.log", () => {
    expect(existsSync(join(folder, `${id}.ts`))).toBe(true);
    const lines = text.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^\/\/ \S.*[.?]$/);
    expect(lines.length).toBeLessThan(95);
    const from = Array.from(text.matchAll(/\bfrom "([^"]+)"|\bimport\s*\(?\s*"([^"]+)"/g), ([, a, b]) => a ?? b);
    expect(from.length).toBeGreaterThan(0);
    for (const name of from) expect(name).toMatch(/^@linnet\/[a-z]+$/);
    const code = text.replaceAll(/^\s*\/\/.*$/gm, "");
    expect(code.match(/\bconsole\.(?!log\()/g)).toBeNull();
    expect(code).not.toMatch(/\b(process|require|document|window|globalThis|self|fetch|performance|Date|any)\b/);
    expect(code).not.toMatch(/\bMath\.random\b|@ts-|!\.|import\.meta/);
  });

  it("prints words, arrays, figures and explanations, without a NaN", async () => {
    const { calls, lines } = await printed(id);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).not.toMatch(/undefined|\[object|NaN|Infinity/);
    const things = calls.flat().filter((one) => typeof one === "object");
    for (const thing of things) {
      const isKnown =
        [NDArray, Figure, Explanation].some((kind) => thing instanceof kind) || "columns" in (thing ?? {});
      expect(isKnown).toBe(true);
      if (thing instanceof NDArray) expect(String(thing)).not.toContain("nan");
    }
  }, 30_000);
});

/** The arrays that a sample prints beside some words. */
async function arrayBeside(id: string, words: string): Promise<number[]> {
  const { calls } = await printed(id);
  const call = calls.find((what) => String(what[0]).includes(words));
  const found = call?.find((one) => one instanceof NDArray);
  if (found === undefined) throw new RangeError(`No array is printed beside “${words}”.`);
  return (found.toArray() as number[] | number[][]).flat();
}

/** Numbers after the words of a line that a sample prints. */
const said = async (id: string, words: string): Promise<number[]> => numbersAfter(await printed(id), words);

/** The largest difference of two lists. */
const apart = (a: readonly number[], b: readonly number[]): number => {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((x, i) => Math.abs(x - b[i])));
};

const EPSILON = 2 ** -52;

describe("arrays", () => {
  it("first-steps: rows and columns are added up as by hand", async () => {
    expect(await arrayBeside("first-steps", "x·xᵀ")).toEqual([14, 32, 32, 77]);
    expect(await arrayBeside("first-steps", "sums")).toEqual([5, 7, 9]);
  });

  it("distances: Paris and Berlin, by the spherical law of cosines", async () => {
    const [phi1, phi2, east] = [48.86, 52.52, 13.4 - 2.35].map((degrees) => (degrees * Math.PI) / 180);
    const cosine = Math.sin(phi1) * Math.sin(phi2) + Math.cos(phi1) * Math.cos(phi2) * Math.cos(east);
    const [km] = await said("distances", "From Paris to Berlin it is");
    expect(Math.abs(km - 6371 * Math.acos(cosine))).toBeLessThanOrEqual(0.5); // printed in whole kilometres
  });

  it("life: the glider keeps its five cells and comes back", async () => {
    expect(new Set(await arrayBeside("life", "living cells"))).toEqual(new Set([5]));
    expect((await printed("life")).lines.at(-1)).toMatch(/is back: true\.$/);
  });

  it("mandelbrot: its area is that of the set, and some for what has not yet left", async () => {
    const [area] = await said("mandelbrot", "an area of");
    expect(area).toBeGreaterThan(1.5); // the set has 1.5066
    expect(area).toBeLessThan(1.6); // points within 2 after 60 steps are within 0.1 or so of its 1.5
  });

  it("chord: the notes that were played", async () => {
    const { lines } = await printed("chord");
    expect(lines.map((line) => Number(/note of (\d+) Hz/.exec(line)?.[1]))).toEqual([440, 554, 659]);
  });
});

describe("decompositions", () => {
  it("resistor-cube: 7/12, 3/4 and 5/6 Ω, and Foster’s sum", async () => {
    for (const [words, exact] of [
      ["an edge", 7 / 12],
      ["a face", 3 / 4],
      ["the cube", 5 / 6],
    ] as const) {
      const [found] = await said("resistor-cube", words); // prettier-ignore
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-12); // as printed
    }
    expect(await said("resistor-cube", "twelve edges add up to")).toEqual([7]);
  });

  it("image-layers: the error is that of the layers left out (Eckart and Young)", async () => {
    for (const rank of [1, 4, 8, 16, 32]) {
      const [, , error, tail] = await said("image-layers", `${rank} layers:`);
      expect(error).toBe(tail);
    }
  });

  it("page-rank: a distribution, in as many steps as 0.85ᵏ needs, and eigenvalues below it", async () => {
    const [sum, steps] = await said("page-rank", "They add up to");
    expect(sum).toBe(1);
    expect(steps).toBeLessThanOrEqual(Math.ceil(Math.log(1e-12 / 2) / Math.log(0.85)) + 1); // Haveliwala and Kamvar, 2003
    const [first, ...others] = await arrayBeside("page-rank", "sizes of the eigenvalues");
    expect(Math.abs(first - 1)).toBeLessThan(100 * EPSILON);
    expect(Math.max(...others)).toBeLessThanOrEqual(0.85);
  });

  it("string: 2·sin(kπ/122), within the error of a symmetric eigenproblem", async () => {
    for (const k of [1, 2, 3, 4, 5, 60]) {
      const [found] = await said("string", `note ${k}:`);
      const exact = 2 * Math.sin((k * Math.PI) / 122);
      // values to 60·ε·‖K‖ (Weyl), ‖K‖ ≤ 4; their roots to that over 2ω; then twelve digits printed
      expect(Math.abs(found - exact)).toBeLessThanOrEqual((240 * EPSILON) / (2 * exact) + 1e-12);
    }
  });

  it("decay: no atom is lost, and there is most where Bateman says", async () => {
    const [sum] = await said("decay", "there are");
    expect(Math.abs(sum - 1)).toBeLessThan(1e-14);
    const [best, hour] = await said("decay", "most technetium after");
    expect(Math.abs(best - hour)).toBeLessThanOrEqual(0.5); // the nearest whole hour, of a maximum that is nearly symmetric
    const [a, b] = [Math.LN2 / 65.94, Math.LN2 / 6.01];
    const bateman = ((0.875 * a) / (b - a)) * (Math.exp(-24 * a) - Math.exp(-24 * b));
    const [left, technetium] = await arrayBeside("decay", "atoms after a day");
    expect(apart([left, technetium], [Math.exp(-24 * a), bateman])).toBeLessThan(1e-14);
  });
});

describe("statistics", () => {
  it("regression: R’s lm of the petals", async () => {
    const { lines } = await printed("regression");
    expect(lines[0]).toContain("0.41576"); // lm(Petal.Width ~ Petal.Length, iris)
    expect(lines[0]).toContain("-0.36308");
    expect(lines[0]).toContain("R² 0.92711");
  });

  it("tumours: right in more than 95 of 100, where always “benign” would be right in 63", async () => {
    const [share] = await said("tumours", "on average");
    expect(share).toBeGreaterThan(95);
  });

  it("voices: each true sound has one found that is like it, and no other", async () => {
    const match = await arrayBeside("voices", "true sounds");
    const rows = [0, 3, 6].map((i) => match.slice(i, i + 3).toSorted((a, b) => b - a));
    for (const [best, next] of rows) {
      expect(best).toBeGreaterThan(0.99); // noise of 0.05 alone takes (0.05/0.29)²/2 = 1.5 % from the saw, of deviation 0.29
      expect(next).toBeLessThan(0.15);
    }
  });

  it("bootstrap: the interval has the median in it, of 5.9 cm, and shuffling finds no such difference", async () => {
    const [median, error, , low, high] = await said("bootstrap", "median of versicolor:");
    expect(median).toBe(5.9); // of R’s iris
    expect(low).toBeLessThan(median);
    expect(high).toBeGreaterThan(median);
    expect(high - low).toBeLessThan(6 * error);
    const [difference, p] = await said("bootstrap", "longer by");
    expect(Math.abs(difference - 0.6)).toBeLessThanOrEqual(Number.EPSILON * 6.5); // 6.5 − 5.9, each rounded
    expect(p).toBeLessThanOrEqual(0.002); // two-sided, the least of 999 is 2/1000
  });
});

describe("gradients and optimization", () => {
  it("tangent-numbers: 1, 2, 16, 272", async () => {
    expect(await said("tangent-numbers", "tan:")).toEqual([0, 1, 0, 2, 0, 16, 0, 272]);
    expect(await said("tangent-numbers", "sin:")).toEqual([0, 1, 0, -1, 0, 1, 0, -1]);
  });

  it("curve-fit: NIST’s digits", async () => {
    // a step tolerance of 1e-10, and certified values of eleven digits
    expect(Math.max(...(await arrayBeside("curve-fit", "relative")).map(Math.abs))).toBeLessThan(1e-9);
    expect(await said("curve-fit", "sum of squares")).toEqual([0.1245513889]);
  });

  it("throw: Newton’s method is quadratic, down to rounding", async () => {
    const miss = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (i) => (await said("throw", `${i}. misses the basket by`))[0]),
    );
    for (const i of [3, 4]) expect(miss[i]).toBeLessThan(miss[i - 1] ** 2); // of half the curvature over the slope, below 1 here
    expect(miss[5]).toBeLessThan(1e-12); // 60 steps of rounding at 12 m
  });

  it("soap-film: Euler’s area, to the error of cones, and less than the cylinder’s", async () => {
    const [cylinder, film, euler] = await said("soap-film", "a cylinder:");
    expect(film).toBeGreaterThanOrEqual(euler); // a pile of cones is one film of all
    expect(film - euler).toBeLessThan(2 * Math.PI * (1 / 80) ** 2); // π∫r·h²·r″²/…: of order h²
    expect(film).toBeLessThan(cylinder);
    const [waist, a] = await said("soap-film", "at its waist");
    expect(Math.abs(waist - a)).toBeLessThan((1 / 80) ** 2);
  });
});

describe("neural networks", () => {
  it("exclusive-or: answers on the right side", async () => {
    const answers = await arrayBeside("exclusive-or", "what it answers");
    expect(apart(answers, [0, 1, 1, 0])).toBeLessThan(0.1); // 0.5 is what a single layer answers
  });

  it("spirals: all but a few points, where a straight line has about half", async () => {
    const [right] = await said("spirals", "The network has");
    expect(right).toBeGreaterThanOrEqual(98);
  });

  it("digits: more than 95 % of those that it has not seen", async () => {
    const [, right] = await said("digits", "Of");
    expect(right).toBeGreaterThan(95);
  });
});

describe("data and pictures", () => {
  it("kepler: a power of 3/2, to what the planets pull at each other", async () => {
    const { lines } = await printed("kepler");
    const [, days, power] = /T = (\d+\.\d+) · a\^(\d+\.\d+)/.exec(lines.join("\n")) ?? [];
    expect(Math.abs(Number(power) - 1.5)).toBeLessThan(0.001); // Jupiter has a thousandth of the sun’s mass
    expect(Math.abs(Number(days) / 365.25 - 1)).toBeLessThan(0.001);
  });

  it("edges: a slope of 2 grays a pixel is 16 of 255", async () => {
    expect(await said("edges", "the slope is")).toEqual([0.062745, 16, 255, 0]);
    expect((await printed("edges")).lines[0]).toContain("64 × 64 uint8");
  });
});

describe("explained", () => {
  it("elimination: the solution of the story is that of linalg", async () => {
    const { calls } = await printed("elimination");
    const story = calls.flat().find((one) => one instanceof Explanation);
    expect(story?.result("x").toArray().flat()).toEqual([2, 3, -1]);
    const found = await arrayBeside("elimination", "by linalg");
    expect(apart(found, [2, 3, -1])).toBeLessThan(1e-13); // a condition of some tens, and 3 × 3 roundings
  });

  it("golden-ratio: Fibonacci’s numbers, and an eigenvalue that is told as (1 + √5)/2", async () => {
    const { calls } = await printed("golden-ratio");
    expect(String(calls[0][0])).toContain("(1+√5)/2");
    for (const [n, fibonacci] of [
      [5, 5],
      [10, 55],
      [20, 6765],
      [40, 102_334_155],
    ]) {
      expect((await said("golden-ratio", `F${n} =`))[0]).toBe(fibonacci); // prettier-ignore
    }
  });

  it("backpropagation: the story and autograd agree to the bit, on small whole numbers", async () => {
    const { lines } = await printed("backpropagation");
    expect(lines.filter((line) => line.endsWith("from the story by 0"))).toHaveLength(2);
    expect(await arrayBeside("backpropagation", "dW1")).toEqual([0, 0, 12, 24, -18, -36]);
  });
});

describe("gallery", () => {
  it("hueckel: α ± 2β, and α ± β twice", async () => {
    const of = (values: readonly number[]) =>
      values.map((x) => `α ${x < 0 ? "−" : "+"} ${Math.abs(x).toFixed(3)}β`).join(", ");
    const { lines } = await printed("hueckel");
    expect(lines).toContain(`benzene: ${of([2, 1, 1, -1, -1, -2])}`);
    const golden = (1 + Math.sqrt(5)) / 2;
    expect(lines).toContain(`butadiene: ${of([golden, golden - 1, 1 - golden, -golden])}`);
    expect(lines.find((line) => line.includes("6α + 8.000β, 2.000β beyond"))).toBeDefined(); // two β of resonance
    expect(lines.at(-1)).toMatch(/bond orders: (0\.667(, )?){6}$/); // 2/3 each
  });

  it("populations: two numbers a person say where each comes from", async () => {
    expect(await said("populations", "agreement")).toEqual([1, 1]);
    const [first, second, third] = await arrayBeside("populations", "variance");
    expect(second / third).toBeGreaterThan(1.5); // two axes of structure for three populations, the others are noise
    expect(first / second).toBeLessThan(1.5);
  });

  it("words: king − man + woman = queen, and nearly all others", async () => {
    const { lines } = await printed("words");
    expect(lines).toContain("king − man + woman = queen");
    const [right, asked] = analogies(lines);
    expect(asked).toBe(56);
    expect(right).toBeGreaterThanOrEqual(50); // by chance one of 46 words
  });

  it("robot-arm: the hand is where it should be, by the law of cosines too", async () => {
    const [steps, away, shoulder, elbow] = await said("robot-arm", "After");
    expect(steps).toBeLessThan(15);
    expect(away).toBeLessThanOrEqual(1e-10);
    // |target|² = 1.2² + 0.8² + 2·1.2·0.8·cos(elbow)
    const cosine = (0.5 ** 2 + 1.4 ** 2 - 1.2 ** 2 - 0.8 ** 2) / (2 * 1.2 * 0.8);
    expect(Math.abs(elbow - (Math.acos(cosine) * 180) / Math.PI)).toBeLessThan(0.006); // printed to hundredths
    expect(shoulder).toBeGreaterThan(0);
  });

  it("deblurring: the filter brings less error than the blur has, none brings much more", async () => {
    const [blurred, undone] = await said("deblurring", "blurred: error");
    const [, restored] = await said("deblurring", "with λ =");
    expect(restored).toBeLessThan(0.7 * blurred);
    expect(undone).toBeGreaterThan(5 * blurred);
  });

  it("quantum-well: n²π²/2 less what the grid takes, and n + ½ on the spring", async () => {
    for (const n of [1, 2, 3, 4]) {
      const [energy] = await said("quantum-well", `E${n} =`);
      const exact = (n * Math.PI) ** 2 / 2;
      expect(energy).toBeLessThan(exact);
      expect(exact - energy).toBeLessThanOrEqual((exact * (n * Math.PI) ** 2) / (12 * 200 ** 2) + 1e-6); // 1 − cos x ≥ x²/2 − x⁴/24
    }
    const spring = await arrayBeside("quantum-well", "On a spring");
    const h = 16 / 198;
    // −h²/24·⟨ψ″″⟩, which is ¾(n² + n + ½) of the oscillator
    spring.forEach((energy, n) => {
      expect(Math.abs(energy - (n + 0.5))).toBeLessThan(((h * h) / 24) * 1.05 * 0.75 * (2 * n * n + 2 * n + 1));
    });
  });
});

/** How many analogies are right, and of how many. */
function analogies(lines: readonly string[]): number[] {
  const line = lines.find((one) => one.endsWith("analogies are right.")) ?? "";
  return Array.from(line.matchAll(/\d+/g), ([text]) => Number(text));
}
