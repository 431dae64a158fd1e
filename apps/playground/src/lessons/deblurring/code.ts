import { type NDArray, add, div, fromFunction, matmul, mul, random, rearrange, square, sub, sum } from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { matrixNorm, svd } from "@linnet/linalg";
import { lineChart } from "@linnet/plot";

export interface Inputs {
  readonly picture: "digits" | "rings";
  /** Standard deviation of the blur, in pixels. */
  readonly width: number;
  /** Standard deviation of the noise, where white is 1. */
  readonly noise: number;
  /** Decimal logarithm of λ. */
  readonly strength: number;
}

/** Pixels of a side. */
const N = 32;

/** Can a blur be undone? */
export function compute({ picture, width, noise, strength }: Inputs) {
  const sharp = pictureOf(picture);

  // [blur] Each pixel becomes a mean of its neighbours, weighted by a bell: along columns by B, along rows by Bᵀ.
  const bell = fromFunction([N, N], (i, j) => Math.exp(-((i - j) ** 2) / (2 * width ** 2)));
  const B = div(bell, sum(bell, { axis: 1, keepDims: true }));
  const blurred = matmul(matmul(B, sharp), B.T);

  // [noise] No camera is exact.
  const seen = add(blurred, random(1).normal([N, N], { std: noise }));

  // [svd] In the bases of B = U·S·Vᵀ the blur multiplies number (i, j) by sᵢ·sⱼ, and does nothing else.
  const { U, S, Vh } = svd(B);
  const s = mul(S.reshape([N, 1]), S);
  const numbers = matmul(matmul(U.T, seen), U);
  const restore = (lambda: number): NDArray => matmul(matmul(Vh.T, mul(numbers, filter(s, lambda))), Vh);

  // [undo] Divide by them: what was hardly left of the picture comes back, and so does the noise, as large.
  const undone = restore(0);

  // [filter] Tikhonov: divide by s + λ/s instead, which leaves alone what is small.
  const lambda = 10 ** strength;
  const restored = restore(lambda);

  // [choose] Without the truth one can ask how well the answer, blurred, fits what was seen: to the noise, not better.
  const misfit = (lambda: number): number => matrixNorm(mul(numbers, sub(mul(s, filter(s, lambda)), 1))).item();
  const fitting = bisect((exponent) => misfit(10 ** exponent) - noise * N);

  // [errors] Knowing the truth, one can see how the strength matters.
  const error = (one: NDArray): number => div(matrixNorm(sub(one, sharp)), matrixNorm(sharp)).item();
  const exponents = Array.from({ length: 33 }, (_, i) => -8 + i / 4);
  const errors = exponents.map((exponent) => error(restore(10 ** exponent)));
  const best = errors.indexOf(Math.min(...errors));
  const chart = lineChart(
    { error: errors },
    { x: exponents, scale: "log", xLabel: "log₁₀ λ", title: "Error of what is restored", width: 340, height: 240 },
  );
  const pictures = { sharp, seen, undone, restored };
  return {
    B: B.slice("10:16", "10:16").toArray(),
    singularValues: S.toArray(),
    condition: (S.at(0).item() / S.at(N - 1).item()) ** 2,
    pictures: Object.fromEntries(
      Object.entries(pictures).map(([name, one]) => [name, { rows: one.toArray(), error: error(one) }]),
    ) as Record<keyof typeof pictures, { readonly rows: number[][]; readonly error: number }>,
    misfit: misfit(lambda),
    expected: noise * N,
    fitting,
    fittingError: error(restore(10 ** fitting)),
    best: exponents[best],
    bestError: errors[best],
    chart: chart.svg,
  };
}

/** What number (i, j) is multiplied by: 1/s for λ = 0. */
function filter(s: NDArray, lambda: number): NDArray {
  return div(s, add(square(s), lambda));
}

/** The exponent between −16 and 2 where a rising function is zero. */
function bisect(f: (exponent: number) => number): number {
  let [low, high] = [-16, 2];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return low;
}

/** Grays from 0 to 1. */
function pictureOf(picture: Inputs["picture"]): NDArray {
  if (picture === "rings") return fromFunction([N, N], (i, j) => Number(Math.hypot(i - 15.5, j - 15.5) % 7 < 3.5));
  const digits = loadDigits().images.slice("10:26").div(16);
  return rearrange(digits, "(down across) y x -> (down y) (across x)", { down: 4 });
}
