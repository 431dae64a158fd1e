const U = 2 ** -53;

/** Prime factors, from the smallest. */
function primesOf(n: number): number[] {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return [p, ...primesOf(n / p)];
  return n > 1 ? [n] : [];
}

/**
 * How far a transform by radices may be from F·x, relative to ‖F·x‖₂. A radix 2 stage is Higham's: η = μ + γ₄·(√2 + μ) with roots
 * off by μ ≤ √2·2u (theorem 24.2; a stage of radix 4 is two of them). A stage of odd radix r sums (r + 1)/2 + 3 products
 * of the entries of Fᵣ, and ‖|Fᵣ|‖₂ = √r·‖Fᵣ‖₂.
 */
export function radixBound(n: number): number {
  const mu = 2 * Math.SQRT2 * U;
  const stage = (r: number): number =>
    r === 2
      ? mu + 4 * U * (Math.SQRT2 + mu)
      : Math.sqrt(r) * (((r + 1) / 2 + 3) * U + mu) + 4 * U * (Math.SQRT2 + mu) + mu;
  return primesOf(n).reduce((sum, p) => sum + stage(p), 0) * 1.01; // for the terms of higher order
}

/** The kernel's bound: of its radices, or of three transforms of a convolution and what multiplies them. */
export function boundOfKernel(n: number): number {
  const primes = primesOf(n);
  if (primes.reduce((sum, p) => sum + p, 0) <= 128) return radixBound(n); // two 2s count as much as a 4
  let length = 2 * n - 1;
  while (Math.max(...primesOf(length)) > 5) length++;
  const each = radixBound(length) + 3 * 4 * U;
  return 3 * each * chirpGain(n, length) + 8 * U;
}

/**
 * By how much a convolution may exceed what it makes of x: the largest entry of the spectrum of conj(wₖ), over √n, which is the norm
 * of a transform.
 */
function chirpGain(n: number, length: number): number {
  const chirp: [number, number][] = Array.from({ length }, () => [0, 0]);
  for (let k = 0; k < n; k++) {
    const angle = (Math.PI * ((k * k) % (2 * n))) / n;
    chirp[k] = chirp[(length - k) % length] = [Math.cos(angle), Math.sin(angle)];
  }
  const spectrum = Array.from({ length }, (_, k) => {
    let [re, im] = [0, 0];
    chirp.forEach(([a, b], j) => {
      const angle = (-2 * Math.PI * ((j * k) % length)) / length;
      re += a * Math.cos(angle) - b * Math.sin(angle);
      im += a * Math.sin(angle) + b * Math.cos(angle);
    });
    return Math.hypot(re, im);
  });
  return Math.max(...spectrum) / Math.sqrt(n);
}

/** As above; the gain of a chirp is at most 4: incomplete Gauss sums are below 2·√n. */
export function largeBound(n: number): number {
  const isSmooth = primesOf(n).reduce((sum, p) => sum + p, 0) <= 128;
  return isSmooth ? radixBound(n) : 12 * (radixBound(2 ** Math.ceil(Math.log2(2 * n))) * 1.5 + 12 * U) + 8 * U;
}
