import { counted, formatNumber } from "../draw/ticks.js";
import type { Disc } from "./eigenvalue-plot.js";

/** What a picture of eigenvalues shows. */
interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly discs: readonly Disc[];
  readonly unitCircle: boolean;
  /** From 1 to the next larger number of their dtype. */
  readonly eps: number;
}

/**
 * How many are real, in conjugate pairs, left and right of the imaginary axis and inside the unit circle, and the largest modulus.
 * What is within n·ε·ρ of a border is on it, which is how far rounding alone moves an eigenvalue of a normal matrix.
 */
export function describeEigenvalues({ re, im, discs, unitCircle, eps }: Spectrum): string {
  const n = re.length;
  const moduli = re.map((x, i) => Math.hypot(x, im[i]));
  const radius = moduli.reduce((most, size) => Math.max(most, size), 0);
  const slack = n * eps * radius;
  const count = (holds: (i: number) => boolean) => Array.from(re.keys()).filter(holds).length;
  const real = count((i) => Math.abs(im[i]) <= slack);
  const pairs = conjugatePairs(re, im, slack);
  const rest = n - real - 2 * pairs;
  const kinds = join([
    [real, "real one", "real ones"],
    [pairs, "conjugate pair", "conjugate pairs"],
    [rest, "other one", "other ones"],
  ]);
  const sides = join([
    [count((i) => re[i] < -slack), "left of it"],
    [count((i) => Math.abs(re[i]) <= slack), "on it"],
    [count((i) => re[i] > slack), "right of it"],
  ]);
  const sentences = [
    `${counted(n, "eigenvalue")} in the complex plane: ${kinds}.`,
    `By the imaginary axis: ${sides}.`,
    `The largest modulus is ${formatNumber(radius)}.`,
  ];
  if (unitCircle) sentences.push(`By the unit circle: ${byUnitCircle(moduli, n * eps)}.`);
  if (discs.length > 0) {
    const largest = discs.reduce((most, disc) => Math.max(most, disc.radius), 0);
    const number = counted(discs.length, "Gershgorin disc");
    sentences.push(`${number} of radii up to ${formatNumber(largest)}.`);
  }
  return sentences.join(" ");
}

function byUnitCircle(moduli: Float64Array, slack: number): string {
  const of = (holds: (size: number) => boolean) => moduli.filter(holds).length;
  return join([
    [of((size) => size < 1 - slack), "inside"],
    [of((size) => Math.abs(size - 1) <= slack), "on it"],
    [of((size) => size > 1 + slack), "outside"],
  ]);
}

/** How many of the eigenvalues above the real axis have a partner below it, to within `slack`. */
function conjugatePairs(re: Float64Array, im: Float64Array, slack: number): number {
  const order = (i: number, j: number) => re[i] - re[j] || Math.abs(im[i]) - Math.abs(im[j]);
  const above = Array.from(re.keys()).filter((i) => im[i] > slack).sort(order); // prettier-ignore
  const below = new Set(Array.from(re.keys()).filter((i) => im[i] < -slack).sort(order)); // prettier-ignore
  let pairs = 0;
  for (const i of above) {
    for (const j of below) {
      if (Math.hypot(re[i] - re[j], im[i] + im[j]) > 2 * slack) continue;
      below.delete(j);
      pairs += 1;
      break;
    }
  }
  return pairs;
}

/** The counts that are not zero, with their words. */
function join(counts: readonly (readonly [number, string, string?])[]): string {
  const shown = counts.filter(([n]) => n > 0).map(([n, one, more]) => `${n} ${n === 1 ? one : (more ?? one)}`);
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown[shown.length - 1]}` : shown.join("");
}
