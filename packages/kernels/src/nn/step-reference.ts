import type { FloatArray } from "../element-type.js";
import type { AdamCoefficients } from "./adam-step.js";
import type { SgdCoefficients } from "./sgd-step.js";

/** The same as `sgdStep`, in plain TypeScript: each operation is rounded as the dtype rounds. */
export function sgdStepReference(
  [x, g, v]: readonly [FloatArray, FloatArray, FloatArray | null],
  [nextX, nextV]: readonly [FloatArray, FloatArray | null],
  { nesterov, ...coefficients }: SgdCoefficients,
): void {
  const round = roundingOf(x);
  const { sign, decay, momentum, gain, rate } = rounded(coefficients, round);
  for (let i = 0; i < x.length; i++) {
    let d = round(sign * g[i]);
    if (decay !== 0) d = round(d + round(decay * x[i]));
    if (v !== null && nextV !== null) {
      nextV[i] = round(momentum * v[i]) + round(gain * d);
      d = nesterov ? round(d + round(momentum * nextV[i])) : nextV[i];
    }
    nextX[i] = x[i] - round(rate * d);
  }
}

/** The same as `adamStep`, in plain TypeScript: each operation is rounded as the dtype rounds. */
export function adamStepReference(
  [x, g, m, v, h]: readonly [FloatArray, FloatArray, FloatArray, FloatArray, FloatArray | null],
  [nextX, nextM, nextV, nextH]: readonly [FloatArray, FloatArray, FloatArray, FloatArray | null],
  coefficients: AdamCoefficients,
): void {
  const round = roundingOf(x);
  const { sign, decay, shrink, beta1, beta2, root, epsilon, rate } = rounded(coefficients, round);
  const [gain1, gain2] = [round(1 - coefficients.beta1), round(1 - coefficients.beta2)];
  for (let i = 0; i < x.length; i++) {
    let d = round(sign * g[i]);
    if (decay !== 0) d = round(d + round(decay * x[i]));
    nextM[i] = round(beta1 * m[i]) + round(gain1 * d);
    nextV[i] = round(beta2 * v[i]) + round(gain2 * round(d * d));
    if (h !== null && nextH !== null) nextH[i] = Math.max(h[i], nextV[i]);
    const size = round(Math.sqrt((nextH ?? nextV)[i]));
    const scale = round(round(root * size) + epsilon);
    nextX[i] = round(shrink * x[i]) - round(rate * round(nextM[i] / scale));
  }
}

/** A double rounded to float32 once more is what float32 arithmetic gives, of one operation. */
function roundingOf(x: FloatArray): (value: number) => number {
  return x instanceof Float32Array ? Math.fround : (value) => value;
}

function rounded<C extends object>(coefficients: C, round: (value: number) => number): C {
  return Object.fromEntries(
    Object.entries(coefficients as Record<string, number>).map(([name, value]) => [name, round(value)]),
  ) as C;
}
