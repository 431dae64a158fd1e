// What the rows of the core table compute with: the same numbers in every run and for every library.

const types = { float32: Float32Array, float64: Float64Array };

/** `count` numbers like normal ones, or those that `map` makes of them. */
export function numbers(dtype, count, seed, map = (x) => x) {
  let state = seed;
  const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 + 2 ** -33;
  return types[dtype].from({ length: count }, () =>
    map(Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())),
  );
}

/** What an operation is defined on. */
const domains = { log: Math.abs, sqrt: Math.abs, pow: (x) => Math.abs(x) + 0.1 };

/** Operands of an elementwise operation or a reduction. */
export function operands(op, dtype, count) {
  return { a: numbers(dtype, count, 1, domains[op]), b: numbers(dtype, count, 2) };
}
