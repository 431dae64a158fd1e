/** Rows of words under a header, in columns that are aligned: the first to the left, the others to the right. */
export function alignedTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, j) =>
    Math.max(...[title, ...rows.map((row) => row[j])].map((word) => word.length)),
  );
  const line = (words: readonly string[]): string =>
    words
      .map((word, j) => (j === 0 ? word.padEnd(widths[j]) : word.padStart(widths[j])))
      .join("  ")
      .trimEnd();
  return [header, ...rows].map(line).join("\n");
}

/** Five digits; – where there is no number. */
export function shortNumber(value: number): string {
  return Number.isNaN(value) ? "–" : String(Number(value.toPrecision(5)));
}
