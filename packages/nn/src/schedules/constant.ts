import { requirePositiveNumber } from "../require.js";
import type { Schedule } from "./schedule.js";

/**
 * The same rate in every step: `warmUp` needs one to lead to.
 *
 * @throws {ValueError} unless the rate is positive
 */
export function constantRate(rate: number): Schedule {
  requirePositiveNumber("constantRate", "rate", rate);
  return () => rate;
}
