/**
 * Writes the numbers of an array, all with as many digits after the point as show five that count in the largest. What would read
 * as zero then, and is more than the rounding of the others, is written with an exponent.
 */
export function numberTexts(dtype: string, values: readonly number[]): readonly string[] {
  if (dtype === "bool") return values.map((value) => (value ? "true" : "false"));
  if (!dtype.startsWith("float") && !dtype.startsWith("complex")) return values.map(minus);
  const finite = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  const greatest = Math.max(0, ...finite);
  const isPlain = greatest < 1e6 && greatest >= 1e-3;
  if (greatest > 0 && !isPlain) return values.map((value) => (value === 0 ? "0" : minus(value.toExponential(3))));
  const digits = Math.max(0, 4 - Math.floor(Math.log10(greatest || 1)));
  const needed = Math.min(digits, Math.max(0, ...finite.map((value) => decimalsOf(value, digits))));
  const rounding = 100 * (/^(float32|complex64)$/.test(dtype) ? 2 ** -23 : 2 ** -52) * greatest;
  return values.map((value) => {
    if (!Number.isFinite(value)) return minus(value);
    const text = value.toFixed(needed);
    return minus(Number(text) === 0 && Math.abs(value) > rounding ? value.toExponential(3) : text);
  });
}

/** Digits after the point that a number needs, up to so many. */
function decimalsOf(value: number, most: number): number {
  const [, decimals = ""] = value.toFixed(most).split(".");
  return decimals.replace(/0+$/, "").length;
}

/** "−3", "0", "∞": a true minus, and none before a zero. */
function minus(value: number | string): string {
  const text = String(value).replace("Infinity", "∞");
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text.replaceAll("-", "−");
}
