/** Kernels that everyone should have seen. */
export const KERNELS = [
  { name: "Blur", rows: [[0.0625, 0.125, 0.0625], [0.125, 0.25, 0.125], [0.0625, 0.125, 0.0625]] }, // prettier-ignore
  { name: "Sharpen", rows: [[0, -1, 0], [-1, 5, -1], [0, -1, 0]] }, // prettier-ignore
  { name: "Edges", rows: [[0, 1, 0], [1, -4, 1], [0, 1, 0]] }, // prettier-ignore
  { name: "Left–right", rows: [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]] }, // prettier-ignore
  { name: "Up–down", rows: [[1, 2, 1], [0, 0, 0], [-1, -2, -1]] }, // prettier-ignore
  { name: "Nothing", rows: [[0, 0, 0], [0, 1, 0], [0, 0, 0]] }, // prettier-ignore
] as const;
