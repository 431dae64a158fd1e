import { type NDArray, add, array, cos, hypot, matmul, mul, sin, stack, sub } from "@linnet/core";
import { jacobian } from "@linnet/autograd";
import { svd } from "@linnet/linalg";

export interface Inputs {
  /** Where the hand is to go. */
  readonly target: readonly number[];
  /** Angles of shoulder and elbow at first, in degrees. */
  readonly start: readonly number[];
  /** Lengths of the two links. */
  readonly links: readonly number[];
  readonly damping: number;
}

/** Moves after which an arm that has not arrived gives up. */
const MOST = 40;

/** Which angles bring the hand to its target? */
export function compute({ target, start, links, damping }: Inputs) {
  const [upper, lower] = links;
  const goal = array(target);

  // [hand] Where the elbow and the hand are, by the angles of both joints.
  const along = (angle: NDArray, length: number): NDArray => mul(stack([cos(angle), sin(angle)]), length);
  const elbow = (q: NDArray): NDArray => along(q.at(0), upper);
  const hand = (q: NDArray): NDArray => add(elbow(q), along(add(q.at(0), q.at(1)), lower));

  // [jacobian] How the hand moves when a joint turns a little: a column for each joint.
  const J = jacobian(hand);

  let q: NDArray = mul(array(start), Math.PI / 180);
  const moves: Move[] = [];
  for (;;) {
    const error = sub(goal, hand(q));
    const distance: number = hypot(error.at(0), error.at(1)).item();

    // [singular] How far the hand goes at most, and at least, for one unit of turning.
    const j = J(q);
    const { U, S, Vh } = svd(j);
    const s = S.toArray() as number[];

    // [step] The pseudo-inverse divides by these numbers; damped, it does not divide by what is small.
    const lambda = Math.sqrt(damping * distance); // less and less, so that it ends as Newton's method
    const inverse = s.map((value) => (value > 1e-12 ? value / (value ** 2 + lambda ** 2) : 0));
    const turn: NDArray = matmul(Vh.T, mul(array(inverse), matmul(U.T, error)));
    const [elbowAt, handAt, Jq] = [elbow(q), hand(q), j].map((one) => one.toArray());
    moves.push({
      q: q.toArray(),
      elbow: elbowAt as number[],
      hand: handAt as number[],
      J: Jq as number[][],
      s,
      lambda,
      distance,
      turn: turn.toArray(),
    });

    // [repeat] Turn, and look again.
    if (distance < 1e-9 || moves.length > MOST) break;
    q = add(q, turn);
  }
  const away = Math.hypot(...target);
  const beyond = Math.max(away - (upper + lower), Math.abs(upper - lower) - away, 0);
  return { moves, beyond };
}

/** The arm before a move, and how it is to turn. */
interface Move {
  /** Angles of shoulder and elbow, in radians. */
  readonly q: number[];
  readonly elbow: number[];
  readonly hand: number[];
  readonly J: number[][];
  /** Singular values of J. */
  readonly s: number[];
  readonly lambda: number;
  /** From the hand to the target. */
  readonly distance: number;
  readonly turn: number[];
}
