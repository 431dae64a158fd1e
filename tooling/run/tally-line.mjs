/** The closing line of every test run: `12 passed, 0 failed`, with `, 3 skipped` where any were. */
export function tallyLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
