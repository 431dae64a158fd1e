import type { Arithmetic, Entry } from "../arithmetic/arithmetic.js";
import type { Grid } from "../arithmetic/grid.js";

/** A real eigenvalue, as often as it occurs, or a complex pair re ± im·i with im > 0. */
export interface Eigenvalue<T> {
  readonly re: T;
  readonly im: T | null;
  readonly times: number;
}

/** Eigenvalues in one column; in two, real and imaginary parts, where some are complex. */
export function columnOfValues<T>({ sub, read }: Arithmetic<T>, spectrum: readonly Eigenvalue<T>[]): Grid<T> {
  const isReal = spectrum.every(({ im }) => im === null);
  return spectrum.flatMap(({ re, im, times }) => {
    if (isReal) return Array.from({ length: times }, () => [re]);
    if (im === null) return Array.from({ length: times }, () => [re, read(0)]);
    return [
      [re, im],
      [re, sub(read(0), im)],
    ];
  });
}

/** Equal ones together, ascending by their real parts, the real ones first. */
export function ordered<T>({ value, isZero, sub }: Arithmetic<T>, spectrum: readonly Eigenvalue<T>[]): Eigenvalue<T>[] {
  const sorted = [...spectrum].sort(
    (a, b) => value(a.re) - value(b.re) || Number(a.im !== null) - Number(b.im !== null),
  );
  return sorted.reduce((list: Eigenvalue<T>[], next) => {
    const last: Eigenvalue<T> | undefined = list[list.length - 1];
    const isSame = last !== undefined && last.im === null && next.im === null && isZero(sub(next.re, last.re));
    return isSame ? [...list.slice(0, -1), { ...last, times: last.times + next.times }] : [...list, next];
  }, []);
}

/** `"2"` or `"1 ± √3·i"`. */
export function nameOf<T>({ write }: Arithmetic<T>, { re, im }: Eigenvalue<T>): Omit<Entry, "value"> {
  const real = write(re);
  if (im === null) return real;
  const imaginary = write(im);
  const isOne = imaginary.text === "1";
  const isNone = real.text === "0";
  return {
    text: `${isNone ? "" : `${real.text} `}± ${isOne ? "" : `${imaginary.text}·`}i`.replace(/^± /, "±"),
    latex: `${isNone ? "" : `${real.latex} `}\\pm ${isOne ? "" : `${imaginary.latex} \\, `}i`,
  };
}
