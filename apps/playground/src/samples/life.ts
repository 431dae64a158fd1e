// Conway's Game of Life on a torus: the neighbours of all cells are eight shifted copies, added up.
import { type NDArray, add, arrayEqual, equal, logicalAnd, logicalOr, roll, stack, sum, zeros } from "@linnet/core";
import { imageGrid } from "@linnet/plot";

const size = 16;
const glider = ["010", "001", "111"];

let cells: NDArray = zeros([size, size], { dtype: "int32" });
glider.forEach((row, i) => {
  [...row].forEach((cell, j) => {
    cells = cells.with([i + 1, j + 1], Number(cell));
  });
});

const shifts = [-1, 0, 1].flatMap((i) => [-1, 0, 1].map((j) => [i, j] as const));
const around = shifts.filter(([i, j]) => i !== 0 || j !== 0);

/** A cell lives on with two or three neighbours; three make a new one. */
function next(cells: NDArray): NDArray {
  const copies = around.map((shift) => roll(cells, shift, { axis: [0, 1] }));
  const neighbours: NDArray = copies.reduce((a, b) => add(a, b));
  const survives = logicalAnd(equal(cells, 1), equal(neighbours, 2));
  return logicalOr(survives, equal(neighbours, 3)).astype("int32");
}

const generations = [cells];
for (let t = 0; t < 4 * size; t++) generations.push(next(generations[t] ?? cells));

const shown = [0, 1, 2, 3, 4, 16, 32, 48, 64];
const pictures = stack(shown.map((t) => generations[t] ?? cells));
console.log(imageGrid(pictures, { columns: 3, labels: shown, title: "A glider on a torus" }));
console.log("living cells in each:", sum(pictures, { axis: [1, 2] }));

const last = generations.at(-1) ?? cells;
const isBack = arrayEqual(last, cells);
console.log(`Four generations move it by one cell each way; after ${4 * size} it is back: ${isBack}.`);
