import { type NDArray, ValueError, add, div, maximum, mul, reshape, sqrt, square, sub, treeLeaves } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { vectorNorm } from "@linnet/linalg";
import { type LearningRate, rateAt, requireLearningRate } from "../schedules/schedule.js";
import { type AdamState, adam } from "./adam.js";
import { type Memory, type Where, moveLeaves, zerosBeside } from "./leaves.js";
import { type MaskedState, divided } from "./masked.js";
import { asMatrix, isMatrix } from "./muon.js";
import type { Optimizer } from "./optimizer.js";
import { requireCount, requireFraction, requireFunction, requirePositiveNumber } from "../require.js";
import { type BlockState, freshBlocks, precondition, rangesOf } from "./shampoo-blocks.js";
import { type WeightDecay, decayOf, requireWeightDecay, withDecay } from "./weight-decay.js";

export interface ShampooOptions<O> {
  /** Default 0.1. */
  readonly learningRate?: LearningRate;
  /** Share of the last step that is kept, in [0, 1). Default 0.9. */
  readonly momentum?: number;
  /** ε: what both sums start from, times the identity. Default 1e-4. */
  readonly epsilon?: number;
  /** λ of a penalty ½·λ·‖x‖² that is added to the loss. Default 0. */
  readonly weightDecay?: WeightDecay;
  /** Steps from one computation of the roots to the next. Default 10. */
  readonly interval?: number;
  /** Larger matrices are cut into blocks of at most so many rows and columns. Default 256. */
  readonly blockSize?: number;
  /** Take the length of a step from another rule, the direction from this one. Default `"none"`. */
  readonly graft?: "none" | "gradient" | "adagrad";
  /** Of the real parameters of two axes and more, those that are matrices. Default: all. */
  readonly where?: Where;
  /** The rule for all others. Default `adam()`. */
  readonly otherwise?: Optimizer<O>;
}

/** What `shampoo` remembers of matrices: velocities, squares for the grafted length, and of each block, in order, sums and roots. */
export interface ShampooState extends Readonly<Record<keyof BlockState, Memory>> {
  readonly step: number;
  readonly velocity: Memory;
  readonly squares: Memory;
}

/** What it keeps beside each matrix; squares only where they are grafted. */
type Kept = Readonly<Record<"velocity" | "squares", Memory>>;

/** Their settings, checked. */
interface Rules extends Required<Omit<ShampooOptions<unknown>, "where" | "otherwise">> {}

/**
 * Shampoo: matrices step along their gradient between the inverse fourth roots of its correlations, those of rows on one side, those of
 * columns on the other.
 *
 *     L ← L + G·Gᵀ,  R ← R + Gᵀ·G,  from ε·I
 *     V ← μ·V + L^(−1/4)·G·R^(−1/4),  W ← W − η·V
 *
 * Kernels of convolutions are matrices `[out, in·kh·kw]`.
 *
 * @throws {ValueError} for options outside their ranges, and when a gradient is not finite where roots are computed
 * @remarks Two symmetric eigenvalue problems in float64 for each block every `interval` steps, four products in each step.
 * @see Gupta, Koren & Singer, *Shampoo: preconditioned stochastic tensor optimization*, 2018, algorithm 1; Anil, Gupta, Koren, Regan &
 *   Singer, *Scalable second order optimization for deep learning*, 2021 (blocks, grafting, intervals)
 * @example
 * shampoo({ learningRate: 0.01, graft: "adagrad", interval: 20 });
 */
export function shampoo<O = AdamState>(options?: ShampooOptions<O>): Optimizer<MaskedState<ShampooState, O>> {
  const given = requireOptions("shampoo", options);
  const { where = () => true, otherwise = adam() as Optimizer<any> } = given; // O is AdamState when it is left out
  requireFunction("shampoo", "where", where);
  const matrices = forMatrices(requireRules(given));
  return divided("shampoo", matrices, (path, leaf) => isMatrix(leaf) && where(path, leaf), otherwise, false);
}

function requireRules(options: Omit<ShampooOptions<unknown>, "where" | "otherwise">): Rules {
  const op = "shampoo";
  const { learningRate = 0.1, momentum = 0.9, epsilon = 1e-4, weightDecay = 0 } = options;
  const { interval = 10, blockSize = 256, graft = "none" } = options;
  requireLearningRate(op, learningRate);
  requireFraction(op, "momentum", momentum);
  requirePositiveNumber(op, "epsilon", epsilon);
  requireWeightDecay(op, weightDecay);
  requireCount(op, "interval", interval);
  requireCount(op, "blockSize", blockSize);
  if (!["none", "gradient", "adagrad"].includes(graft)) {
    throw new ValueError(op, 'graft must be "none", "gradient" or "adagrad"', kindOf(graft));
  }
  return { learningRate, momentum, epsilon, weightDecay, interval, blockSize, graft };
}

function forMatrices(rules: Rules): Optimizer<ShampooState> {
  const { learningRate, momentum, epsilon, weightDecay, interval, blockSize, graft } = rules;
  const blocksBeside = (parameters: unknown): BlockState[] =>
    treeLeaves(parameters).flatMap(({ leaf }) => freshBlocks(asMatrix(leaf), blockSize, epsilon));
  return {
    init(parameters) {
      const squares = graft === "adagrad" ? zerosBeside(parameters) : [];
      return { step: 0, velocity: zerosBeside(parameters), squares, ...listsOf(blocksBeside(parameters)) };
    },
    learningRate: ({ step }) => rateAt("shampoo", learningRate, step),
    update<T>(parameters: T, gradient: T, state: ShampooState) {
      const rate = rateAt("shampoo", learningRate, state.step);
      const known = blocksOf(state);
      const next: BlockState[] = [];
      const memory =
        graft === "adagrad" ? { velocity: state.velocity, squares: state.squares } : { velocity: state.velocity };
      const moved = moveLeaves<T, "velocity" | "squares">(
        "shampoo",
        parameters,
        gradient,
        memory as Kept,
        (x, g, before, path) => {
          const d = withDecay(g, x, decayOf(weightDecay, path, x));
          const squares = graft === "adagrad" ? add(before.squares, square(d)) : d; // nobody reads the second
          const own = requireBlocks(known.slice(next.length), asMatrix(x), blockSize);
          const result = precondition(asMatrix(d), own, blockSize, epsilon, state.step % interval === 0);
          next.push(...result.blocks);
          const direction = reshape(result.direction, x.shape) as NDArray;
          const like = graft === "none" ? null : graft === "gradient" ? d : div(d, add(sqrt(squares), 1e-10));
          const velocity = add(mul(before.velocity, momentum), like === null ? direction : ofLength(direction, like));
          return { x: sub(x, mul(velocity, rate)), velocity, squares };
        },
      );
      const { velocity, squares = [] }: Partial<Kept> & Pick<Kept, "velocity"> = moved.memory;
      return { parameters: moved.parameters, state: { step: state.step + 1, velocity, squares, ...listsOf(next) } };
    },
  };
}

/** An array of another's direction, as long as one. */
function ofLength(direction: NDArray, like: NDArray): NDArray {
  const smallest = direction.dtype === "float32" ? 2 ** -126 : 2 ** -1022;
  return mul(direction, div(vectorNorm(like), maximum(vectorNorm(direction), smallest)));
}

function listsOf(blocks: readonly BlockState[]): Record<keyof BlockState, Memory> {
  return {
    left: blocks.map(({ left }) => left),
    right: blocks.map(({ right }) => right),
    leftRoot: blocks.map(({ leftRoot }) => leftRoot),
    rightRoot: blocks.map(({ rightRoot }) => rightRoot),
  };
}

function blocksOf({ left, right, leftRoot, rightRoot }: ShampooState): BlockState[] {
  return left.map((sum, i) => ({ left: sum, right: right[i], leftRoot: leftRoot[i], rightRoot: rightRoot[i] }));
}

/** @throws {ValueError} when the state was made with another size of blocks */
function requireBlocks(known: readonly BlockState[], matrix: NDArray, blockSize: number): readonly BlockState[] {
  const [m, n] = matrix.shape as readonly number[]; // it is a matrix
  const wanted = rangesOf(m, blockSize).flatMap(([top, bottom]) =>
    rangesOf(n, blockSize).map(([from, to]) => `${bottom - top}×${to - from}`),
  );
  const found = known.slice(0, wanted.length).map(({ left, right }) => `${left.shape[0]}×${right.shape[0]}`);
  if (wanted.join() === found.join()) return known;
  const hint = "Make one with init(parameters), and keep blockSize.";
  const got = `blocks ${found.join(", ") || "of nothing"} for ${wanted.join(", ")}`;
  throw new ValueError("shampoo", "the state must be that of these parameters", got, hint);
}
