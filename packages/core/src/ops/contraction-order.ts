/** Two positions in the list of operands; what they give is put at its end, and they are taken out. */
export type Step = readonly [i: number, j: number];

/** In which order operands meet, and what that costs. */
export interface ContractionOrder {
  readonly steps: readonly Step[];
  /** Multiplications of all steps: for each step the product of the lengths of its indices. */
  readonly multiplications: number;
  /** Elements of the largest array between the steps, the result included. */
  readonly largest: number;
}

/** Up to so many operands every order is tried: 3ⁿ sums. */
const FEW = 6;

/** A set of indices, one bit each. */
type Indices = bigint;

interface Problem {
  readonly inputs: readonly Indices[];
  readonly output: Indices;
  readonly size: (indices: Indices) => number;
}

/**
 * The order of fewest multiplications for up to six operands; beyond, at each step the two whose product adds least to what
 * is stored.
 *
 * @see Smith & Gray, *opt_einsum*, 2018, for both ideas
 */
export function contractionOrder(
  inputs: readonly { readonly labels: readonly string[] }[],
  { output, sizes }: { readonly output: readonly string[]; readonly sizes: ReadonlyMap<string, number> },
): ContractionOrder {
  const names = [...sizes.keys()];
  const lengths = [...sizes.values()];
  const bits = (indices: readonly string[]): Indices =>
    indices.reduce((all, index) => all | (1n << BigInt(names.indexOf(index))), 0n);
  const size = (indices: Indices): number =>
    lengths.reduce((n, length, i) => ((indices >> BigInt(i)) & 1n ? n * length : n), 1);
  const problem = { inputs: inputs.map(({ labels }) => bits(labels)), output: bits(output), size };
  const steps = inputs.length <= 2 ? direct(inputs.length) : inputs.length <= FEW ? optimal(problem) : greedy(problem);
  return { steps, ...costOf(problem, steps) };
}

function direct(count: number): readonly Step[] {
  return count === 2 ? [[0, 1]] : [];
}

function costOf({ inputs, output, size }: Problem, steps: readonly Step[]): Omit<ContractionOrder, "steps"> {
  let left = [...inputs];
  let multiplications = inputs.length === 1 ? size(inputs[0]) : 0;
  let largest = size(output);
  for (const [i, j] of steps) {
    const made = product(left, i, j, output);
    multiplications += size(left[i] | left[j]);
    largest = Math.max(largest, size(made));
    left = [...left.filter((_, k) => k !== i && k !== j), made];
  }
  return { multiplications, largest };
}

interface Best {
  readonly cost: number;
  /** The indices that the product of the subset keeps. */
  readonly indices: Indices;
  /** The two subsets it is the product of; none for an operand. */
  readonly parts: readonly [number, number] | null;
}

/** Dynamic programming over subsets of operands, bit i for operand i. */
function optimal({ inputs, output, size }: Problem): readonly Step[] {
  const whole = 2 ** inputs.length - 1;
  const best: Best[] = [];
  for (let subset = 1; subset <= whole; subset++) {
    const all = inputs.reduce((a, b, i) => ((subset >> i) & 1 ? a | b : a), 0n);
    const outside = inputs.reduce((a, b, i) => ((subset >> i) & 1 ? a : a | b), output);
    const indices = all & outside;
    if ((subset & (subset - 1)) === 0) {
      best[subset] = { cost: 0, indices, parts: null };
      continue;
    }
    let found: Best = { cost: Infinity, indices, parts: null };
    for (let a = (subset - 1) & subset; a > subset - a; a = (a - 1) & subset) {
      const [x, y] = [best[a], best[subset - a]];
      const cost = x.cost + y.cost + size(x.indices | y.indices);
      if (cost < found.cost || found.parts === null) found = { cost, indices, parts: [subset - a, a] };
    }
    best[subset] = found;
  }
  return stepsOf(best, whole, inputs.length);
}

/** A tree of products as steps, parts before the whole. */
function stepsOf(best: readonly Best[], whole: number, count: number): readonly Step[] {
  let left = Array.from({ length: count }, (_, i) => 2 ** i);
  const steps: Step[] = [];
  const visit = (subset: number): void => {
    const { parts } = best[subset];
    if (parts === null) return;
    parts.forEach(visit);
    const [i, j] = parts.map((part) => left.indexOf(part)).toSorted((a, b) => a - b);
    steps.push([i, j]);
    left = [...left.filter((_, k) => k !== i && k !== j), subset];
  };
  visit(whole);
  return steps;
}

function greedy({ inputs, output, size }: Problem): readonly Step[] {
  let left = [...inputs];
  const steps: Step[] = [];
  while (left.length > 1) {
    let [least, fewest]: [number, number] = [Infinity, Infinity];
    let best: Step = [0, 1];
    for (let i = 0; i < left.length; i++) {
      for (let j = i + 1; j < left.length; j++) {
        const grown = size(product(left, i, j, output)) - size(left[i]) - size(left[j]);
        const cost = size(left[i] | left[j]);
        if (grown > least || (grown === least && cost >= fewest)) continue;
        [least, fewest, best] = [grown, cost, [i, j]];
      }
    }
    const made = product(left, best[0], best[1], output);
    left = [...left.filter((_, k) => k !== best[0] && k !== best[1]), made];
    steps.push(best);
  }
  return steps;
}

/** The indices of the product of two operands that others or the output still need. */
function product(left: readonly Indices[], i: number, j: number, output: Indices): Indices {
  return (left[i] | left[j]) & left.reduce((a, b, k) => (k === i || k === j ? a : a | b), output);
}
