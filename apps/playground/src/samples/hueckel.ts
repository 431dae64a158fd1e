// Hückel’s theory (1931): the π electrons of a flat molecule, from nothing but which atoms are bonded.
import { array, fromFunction, matmul, mul, round } from "@linnet/core";
import { eigh } from "@linnet/linalg";
import { barChart, heatmap } from "@linnet/plot";

type Bonds = readonly (readonly [number, number])[];
const molecules: Record<string, { readonly atoms: number; readonly bonds: Bonds }> = {
  ethylene: { atoms: 2, bonds: [[0, 1]] },
  butadiene: { atoms: 4, bonds: [[0, 1], [1, 2], [2, 3]] },
  benzene: { atoms: 6, bonds: [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 0]] },
}; // prettier-ignore

for (const [name, { atoms, bonds }] of Object.entries(molecules)) {
  // H = α·I + β·A, where A says which atoms are bonded: an orbital of A with value x has the energy α + x·β.
  const isBond = (i: number, j: number) => bonds.some(([a, b]) => (a === i && b === j) || (a === j && b === i));
  const A = fromFunction([atoms, atoms], (i, j) => Number(isBond(i, j)));
  const { values, vectors } = eigh(A);

  // β is negative: the largest x are lowest in energy, and fill up first, with two electrons each.
  const x = values.toArray().toReversed();
  console.log(`${name}: ${x.map((x) => `α ${x < 0 ? "−" : "+"} ${Math.abs(x).toFixed(3)}β`).join(", ")}`);
  const filled = array(values.toArray().map((_, k) => (k >= atoms / 2 ? 2 : 0)));
  const energy = mul(filled, values).sum().item();
  const beyond = (energy - atoms).toFixed(3); // what lone double bonds have
  console.log(`π electrons: ${atoms}α + ${energy.toFixed(3)}β, ${beyond}β of it by sharing`);

  // Bond orders: what the filled orbitals have in common between two atoms.
  const P = matmul(mul(vectors, filled), vectors.T);
  console.log(`bond orders: ${bonds.map(([i, j]) => P.at(i, j).item().toFixed(3)).join(", ")}`);

  if (name === "benzene") {
    console.log(barChart(x, { title: "The orbitals of benzene", yLabel: "(E − α)/β", labels: [1, 2, 3, 4, 5, 6] }));
    console.log(
      heatmap(round(P, { decimals: 3 }), {
        title: "Charges and bond orders of benzene",
        ramp: "diverging",
        range: [-1, 1],
      }),
    );
  }
}
