/** "98.9 %". */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)}\u202f%`;
}

/** "1,797", "17,814.261". */
export function decimal(value: number, digits = 0): string {
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** "1.7 × 10⁻¹⁶". */
export function scientific(value: number): string {
  const [mantissa, exponent] = value.toExponential(1).split("e");
  const raised = Array.from(exponent, (c) => (c === "-" ? "⁻" : c === "+" ? "" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");
  return `${mantissa} × 10${raised}`;
}

/** "0.31 s", "14 s". */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 0)}\u202fs`;
}

/** "0.3333": up to four digits after the point, without zeros at the end, and a true minus. */
export function short(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞").replace("-", "−");
  const size = Math.abs(value);
  const isPlain = size === 0 || (size >= 10 ** -digits && size < 1e7);
  const text = isPlain ? String(Number(value.toFixed(digits)) + 0) : value.toPrecision(digits);
  return text.replaceAll("-", "−");
}
