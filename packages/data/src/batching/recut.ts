import type { Random } from "@linnet/core";
import { type Cells, type RowLayout, cellsOf, layoutOf, requireSameLayout } from "./cells.js";
import { BatchCutter } from "./cutter.js";
import { type Parts, partsOf } from "./parts.js";
import { ShuffleWindow } from "./shuffle-window.js";

/** How to cut a stream. */
export interface Recut {
  readonly size: number;
  readonly dropLast: boolean;
  /** Rows to choose from, and by what. */
  readonly shuffle: { readonly window: number; readonly rng: Random } | undefined;
}

interface Cutting {
  readonly layout: RowLayout;
  readonly cutter: BatchCutter;
  readonly window: ShuffleWindow | undefined;
}

/** Batches of `size` rows from chunks of any number of rows. */
export async function* recut(op: string, chunks: AsyncIterable<unknown>, options: Recut): AsyncGenerator<unknown> {
  let cutting: Cutting | undefined;
  let i = 0;
  for await (const chunk of chunks) {
    const parts = partsOf(op, chunk);
    const cells = cellsOf(parts);
    cutting ??= begin(parts, cells, options);
    requireSameLayout(op, cutting.layout, parts, i++);
    yield* passed(cutting, cells, parts.rows);
  }
  if (cutting === undefined) return;
  const { cutter, window } = cutting;
  for (const _ of window?.leave(cutter) ?? []) if (cutter.isFull) yield cutter.cut();
  if (!cutter.isEmpty && !options.dropLast) yield cutter.cut();
}

function begin(parts: Parts, cells: readonly Cells[], { size, shuffle }: Recut): Cutting {
  const layout = layoutOf(parts);
  const window = shuffle && new ShuffleWindow(layout, cells, shuffle.window, shuffle.rng);
  return { layout, cutter: new BatchCutter(layout, cells, size), window };
}

function* passed({ cutter, window }: Cutting, cells: readonly Cells[], rows: number): Generator<unknown> {
  for (let at = 0; at < rows;) {
    if (window === undefined) at += cutter.put(cells, at, rows - at);
    else window.pass(cells, at++, cutter);
    if (cutter.isFull) yield cutter.cut();
  }
}
