/** A dense m×n matrix by rows, real and imaginary parts apart. */
export interface Grid {
  readonly m: number;
  readonly n: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** A real or complex vector of random numbers, by parts. */
export type RandomVector = (length: number) => { readonly re: Float64Array; readonly im: Float64Array };

/**
 * A ← U·A for a random unitary U, m reflectors of growing length: uniformly distributed where `random` is normal.
 *
 * @remarks 4·m²·n flops for real numbers
 * @see Stewart, *The efficient generation of random orthogonal matrices*, 1980; LAPACK dlagge
 */
export function mixRows(a: Grid, random: RandomVector): void {
  for (let k = a.m - 1; k >= 0; k--) reflectRows(a, k, random(a.m - k));
}

/** A ← A·V for a random unitary V. */
export function mixColumns(a: Grid, random: RandomVector): void {
  for (let k = a.n - 1; k >= 0; k--) reflectColumns(a, k, random(a.n - k));
}

/** A ← U·A·Uᴴ. @see LAPACK dlagsy */
export function mixBoth(a: Grid, random: RandomVector): void {
  for (let k = a.n - 1; k >= 0; k--) {
    const x = random(a.n - k);
    reflectRows(a, k, x);
    reflectColumns(a, k, x);
  }
}

type Parts = ReturnType<RandomVector>;

/** (I − 2·x·xᴴ/xᴴx)·A, x beginning at row k. */
function reflectRows(a: Grid, k: number, x: Parts): void {
  const factor = 2 / squares(x);
  for (let j = 0; j < a.n; j++) {
    let [re, im] = [0, 0];
    for (let i = 0, at = k * a.n + j; i < x.re.length; i++, at += a.n) {
      re += x.re[i] * a.re[at] + x.im[i] * a.im[at];
      im += x.re[i] * a.im[at] - x.im[i] * a.re[at];
    }
    [re, im] = [re * factor, im * factor];
    for (let i = 0, at = k * a.n + j; i < x.re.length; i++, at += a.n) {
      a.re[at] -= x.re[i] * re - x.im[i] * im;
      a.im[at] -= x.re[i] * im + x.im[i] * re;
    }
  }
}

/** A·(I − 2·x·xᴴ/xᴴx), x beginning at column k. */
function reflectColumns(a: Grid, k: number, x: Parts): void {
  const factor = 2 / squares(x);
  for (let i = 0; i < a.m; i++) {
    const row = i * a.n + k;
    let [re, im] = [0, 0];
    for (let j = 0; j < x.re.length; j++) {
      re += a.re[row + j] * x.re[j] - a.im[row + j] * x.im[j];
      im += a.re[row + j] * x.im[j] + a.im[row + j] * x.re[j];
    }
    [re, im] = [re * factor, im * factor];
    for (let j = 0; j < x.re.length; j++) {
      a.re[row + j] -= re * x.re[j] + im * x.im[j];
      a.im[row + j] -= im * x.re[j] - re * x.im[j];
    }
  }
}

function squares({ re, im }: Parts): number {
  let sum = 0;
  for (let i = 0; i < re.length; i++) sum += re[i] ** 2 + im[i] ** 2;
  return sum;
}
