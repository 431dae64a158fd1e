/**
 * What trying a result has shown.
 *
 * @param error the largest difference between what came out and what should have
 * @param right a sentence for none
 * @param off how a sentence of what differs begins: `"A·x differs from b"`
 */
export function verdictOf(error: number, right: string, off: string): string {
  return error === 0 ? right : `${off} by at most ${error.toPrecision(3)}: that is what rounding has cost.`;
}
