import { type NDArray, abs, add, diag, eye, linspace, matmul, max, mul, square, sub } from "@linnet/core";
import { eigh } from "@linnet/linalg";

export interface Inputs {
  readonly shape: "box" | "spring" | "finite" | "double";
  /** Of the finite well, and of the wall within the double one, in ħ²/(m·L²). */
  readonly depth: number;
  /** Grid points between the walls. */
  readonly points: number;
}

/** How many states are looked at. */
const STATES = 5;

/** A particle between −½ and ½, with ħ = m = 1: which energies can it have? */
export function compute({ shape, depth, points }: Inputs) {
  // [grid] Points between two walls, where the wave is zero.
  const h = 1 / (points + 1);
  const x = linspace(h - 0.5, 0.5 - h, points);

  // [potential] What the particle feels in between.
  const V = potential(shape, x, depth);

  // [hamiltonian] −½ψ″ + V·ψ. A second derivative is the difference of differences: (ψ₋ − 2ψ + ψ₊)/h².
  const neighbours = add(eye(points, points, { k: 1 }), eye(points, points, { k: -1 }));
  const kinetic = mul(sub(mul(eye(points), 2), neighbours), 1 / (2 * h * h));
  const H = add(kinetic, diag(V));

  // [states] H is Hermitian: its eigenvalues are real, and its eigenvectors are orthogonal.
  const { values, vectors } = eigh(H, { range: { index: [0, STATES] } });
  const energies: number[] = values.toArray();

  // [norm] As waves whose square is a density: the sum of ψ²·h is 1.
  const waves = mul(vectors.T, 1 / Math.sqrt(h));
  const density = square(waves);
  const mean = mul(matmul(density, x), h).toArray() as number[];

  // [check] How far H·ψ is from E·ψ, at most.
  const left = sub(matmul(H, vectors), mul(vectors, values));
  return {
    h,
    x: x.toArray(),
    V: V.toArray() as number[],
    H: H.slice(":4", ":4").toArray(),
    energies,
    waves: waves.toArray() as number[][],
    mean,
    residual: max(abs(left)).item() as number,
    known: known(shape),
  };
}

/** A potential on the grid. */
function potential(shape: Inputs["shape"], x: NDArray, depth: number): NDArray {
  if (shape === "box") return mul(x, 0);
  if (shape === "spring") return mul(square(x), STIFFNESS ** 2 / 2);
  const isInside = abs(x).less(0.1).astype("float64");
  return shape === "double" ? mul(isInside, depth) : mul(abs(x).less(0.2).astype("float64"), -depth);
}

/** The spring's ω: stiff enough for five states not to feel the walls. */
const STIFFNESS = 100;

/** Energies in closed form, where there are some: n²π²/2 between walls, (n + ½)·ω on a spring. */
function known(shape: Inputs["shape"]): number[] | null {
  const n = Array.from({ length: STATES }, (_, k) => k);
  if (shape === "box") return n.map((k) => ((k + 1) * Math.PI) ** 2 / 2);
  return shape === "spring" ? n.map((k) => (k + 0.5) * STIFFNESS) : null;
}
