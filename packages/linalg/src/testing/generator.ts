/** Numbers in [0, 1) from a small congruential generator, so that a failure can be repeated. */
export function generator(seed: number): () => number {
  let state = (seed * 2654435761) % 2 ** 32;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
