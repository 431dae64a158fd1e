import { binOf } from "./bins.js";
import { CellClass } from "./cell-class.js";
import { type Token, surrender } from "./token.js";

/** Results up to this size are cells; 0 bytes take a cell too. */
export const CELL_MAX = 8192;

/** Slabs of all classes have one size and are regions like any other when they die: no class hoards memory. */
export const SLAB = 16384;
export const SLAB_BIN: number = /* @__PURE__ */ binOf(SLAB);

const classes: readonly CellClass[] = /* @__PURE__ */ cellClasses();

/** The class for n bytes is at ⌈n / 64⌉. */
const classAt: readonly CellClass[] = /* @__PURE__ */ Array.from(
  { length: CELL_MAX / 64 + 1 },
  (_, units) => classes.find((cells) => cells.bytes >= units * 64) as CellClass, // the last class holds CELL_MAX
);

/** 64, 128, …, 512 bytes, then four classes an octave to 8 KiB. */
function cellClasses(): CellClass[] {
  const found: CellClass[] = [];
  for (let bytes = 64; bytes <= 512; bytes += 64) found.push(new CellClass(bytes));
  for (let octave = 512; octave < CELL_MAX; octave *= 2) {
    for (let quarter = 5; quarter <= 8; quarter++) found.push(new CellClass((octave * quarter) / 4));
  }
  return found;
}

/** The class of cells for a size of 0 to `CELL_MAX` bytes. */
export function cellClass(bytes: number): CellClass {
  return classAt[(bytes + 63) >>> 6];
}

/** Lets a class cut its next cells from a slab. */
export function useSlab(cells: CellClass, slab: Token): void {
  cells.slab = slab;
  cells.next = slab.address;
  cells.end = slab.address + Math.floor(SLAB / cells.bytes) * cells.bytes;
}

/** Bytes in cells that were given back. */
export function idleCellBytes(): number {
  let total = 0;
  for (const cells of classes) total += cells.freeAddresses.length * cells.bytes;
  return total;
}

/** Gives back every slab whose cells are all free. */
export function surrenderSlabs(): void {
  for (const cells of classes) surrenderSlabsOf(cells);
}

function surrenderSlabsOf(cells: CellClass): void {
  const perSlab = Math.floor(SLAB / cells.bytes);
  if (cells.freeAddresses.length < perSlab) return;
  const counts = new Map<Token, number>();
  for (let i = 0; i < cells.freeAddresses.length; i++) {
    const slab = cells.freeSlabs[i];
    counts.set(slab, (counts.get(slab) ?? 0) + 1);
  }
  const unused = (slab: Token | null): boolean => slab !== null && counts.get(slab) === perSlab;
  let kept = 0;
  for (let i = 0; i < cells.freeAddresses.length; i++) {
    const slab = cells.freeSlabs[i];
    if (unused(slab)) continue;
    cells.freeSlabs[kept] = slab;
    cells.freeAddresses[kept++] = cells.freeAddresses[i];
  }
  cells.freeSlabs.length = cells.freeAddresses.length = kept;
  if (unused(cells.slab)) cells.slab = null; // it is used up: all of its cells were handed out
  for (const slab of counts.keys()) if (unused(slab)) surrender(slab);
}
