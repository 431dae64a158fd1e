/** Milliseconds of a day. */
export const DAY = 86_400_000;

/**
 * A time as a number of milliseconds, rounded once, to the double next to it.
 *
 * @param unit 0 to 3: seconds, milliseconds, microseconds, nanoseconds
 */
export function millisecondsOf(time: bigint, unit: number): number {
  if (unit === 0) return 1000 * Number(time);
  const perMillisecond = 1000 ** (unit - 1);
  const whole = Number(time);
  if (Math.abs(whole) < 2 ** 53) return whole / perMillisecond;
  const divisor = BigInt(perMillisecond);
  return Number(time / divisor) + Number(time % divisor) / perMillisecond;
}
