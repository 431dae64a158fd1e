import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/**
 * How many random directions keep all squared distances between n points to a factor of 1 ± ε:
 *
 *     k = ⌈4·ln n / (ε²/2 − ε³/3)⌉
 *
 * whatever the dimension of the points. A pair is off with probability at most 2/n², so that some projection does for all pairs;
 * with twice as many directions a random one does with probability 1 − 1/n².
 *
 * @param points n
 * @param distortion ε, of (0, 1). Default 0.1
 * @throws {ValueError} for a number of points that is no count, and a distortion outside (0, 1)
 * @see Dasgupta & Gupta, *An elementary proof of a theorem of Johnson and Lindenstrauss*, 2003
 * @example
 * johnsonLindenstraussDimension(1_000_000, 0.5); // 664
 */
export function johnsonLindenstraussDimension(points: number, distortion = 0.1): number {
  if (!Number.isInteger(points) || points < 1) {
    throw new ValueError("johnsonLindenstraussDimension", "points must be an integer of at least 1", kindOf(points));
  }
  if (!(typeof distortion === "number" && distortion > 0 && distortion < 1)) {
    throw new ValueError("johnsonLindenstraussDimension", "distortion must be in (0, 1)", kindOf(distortion));
  }
  return Math.max(1, Math.ceil((4 * Math.log(points)) / (distortion ** 2 / 2 - distortion ** 3 / 3)));
}
