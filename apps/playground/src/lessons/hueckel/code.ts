import { abs, array, hypot, less, matmul, mul, sub } from "@linnet/core";
import { eigh } from "@linnet/linalg";

export interface Inputs {
  readonly molecule: keyof typeof MOLECULES;
  /** In elementary charges: 1 has lost an electron. */
  readonly charge: number;
}

/** Where atoms stand, in lengths of a bond. */
type Places = readonly (readonly [x: number, y: number])[];

const MOLECULES = {
  ethylene: chain(2),
  butadiene: chain(4),
  hexatriene: chain(6),
  cyclobutadiene: ring(4),
  cyclopentadienyl: ring(5),
  benzene: ring(6),
  tropylium: ring(7),
  naphthalene: fused(2),
  anthracene: fused(3),
};

/** The π electrons of a flat molecule of carbon, by Hückel's theory (1931). */
export function compute({ molecule, charge }: Inputs) {
  const atoms: Places = MOLECULES[molecule];
  const n = atoms.length;

  // [bonds] Two atoms are bonded if they stand one length of a bond apart.
  const at = array(atoms);
  const [across, up] = [at.slice(":", 0), at.slice(":", 1)];
  const distance = hypot(sub(across, across.reshape([n, 1])), sub(up, up.reshape([n, 1])));
  const A = less(abs(sub(distance, 1)), 0.1).astype("float64");

  // [levels] H = α·I + β·A: an orbital with A·c = x·c has the energy α + x·β. The lowest comes first, for β is negative.
  const { values, vectors } = eigh(A);
  const x = values.slice("::-1");
  const c = vectors.slice(":", "::-1");

  // [fill] Electrons go into the lowest orbitals, two each; those of the same energy share what is left.
  const electrons = n - charge;
  const occupation = fill(x.toArray(), electrons);

  // [energy] Against as many lone double bonds, whose electrons have α + β each.
  const energy: number = mul(x, array(occupation)).sum().item();
  const beyond = energy - electrons;

  // [orders] Where the filled orbitals add up between atoms, they bind.
  const P = matmul(mul(c, array(occupation)), c.T).toArray();
  const bonds = atoms.flatMap((_, i) => atoms.flatMap((_, j) => (i < j && A.at(i, j).item() === 1 ? [[i, j]] : [])));
  return {
    atoms: atoms.map(([x, y]) => [x, y]),
    A: A.toArray(),
    bonds: bonds.map(([i, j]) => ({ i, j, order: P[i][j] })),
    charges: P.map((row, i) => 1 - row[i]),
    x: x.toArray(),
    orbitals: c.T.toArray(),
    occupation,
    electrons,
    energy,
    beyond,
  };
}

/** How many electrons each level has. Levels descend; those that differ by rounding only are one. */
function fill(x: readonly number[], electrons: number): number[] {
  const occupation: number[] = [];
  for (let left = electrons; occupation.length < x.length;) {
    const same = x.filter((value) => Math.abs(value - x[occupation.length]) < 1e-9).length;
    const each = Math.min(2, left / same);
    occupation.push(...new Array<number>(same).fill(each));
    left -= each * same;
  }
  return occupation;
}

/** A chain of atoms, in zigzag. */
function chain(n: number): Places {
  const width = Math.sqrt(3) / 2;
  return Array.from({ length: n }, (_, i) => [(i - (n - 1) / 2) * width, (i % 2) / 2 - 0.25]);
}

/** A ring of atoms around a point. */
function ring(n: number, middle = 0): Places {
  const radius = 1 / (2 * Math.sin(Math.PI / n));
  const turn = (k: number): number => Math.PI / 2 + (2 * Math.PI * k) / n;
  return Array.from({ length: n }, (_, k) => [middle + radius * Math.cos(turn(k)), radius * Math.sin(turn(k))]);
}

/** Rings of six in a row, which share a bond with each neighbour. */
function fused(rings: number): Places {
  const all = Array.from({ length: rings }, (_, k) => ring(6, (k - (rings - 1) / 2) * Math.sqrt(3))).flat();
  const isAt = (a: readonly number[], b: readonly number[]): boolean => Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.1;
  return all.filter((place, i) => all.findIndex((other) => isAt(place, other)) === i);
}
