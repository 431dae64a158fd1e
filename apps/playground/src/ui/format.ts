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
