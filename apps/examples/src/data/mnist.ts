import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type NDArray, ValueError, div } from "@linnet/core";
import { loadIdx } from "@linnet/data";

/** Images with ink from 0 to 1, and the digits that they show. */
export interface Images {
  /** float32 `[n, 1, height, width]` */
  readonly x: NDArray;
  /** int32 `[n]` */
  readonly y: NDArray;
}

export interface Mnist {
  readonly train: Images;
  readonly test: Images;
}

/**
 * The 60,000 handwritten digits to train on and the 10,000 to test on, 28×28 pixels, as they are distributed: four
 * gzipped IDX files in `data/mnist` of the reference folder.
 *
 * @throws {ValueError} when they are not there
 * @see Y. LeCun, C. Cortes, C. J. C. Burges, *The MNIST database of handwritten digits*
 */
export function loadMnist(): Promise<Mnist> {
  loaded ??= readMnist();
  return loaded;
}

/** Read once for all examples and seeds. */
let loaded: Promise<Mnist> | undefined;

async function readMnist(): Promise<Mnist> {
  const folder = join(referenceFolder(), "data/mnist");
  const missing = await access(folder).then(
    () => false,
    () => true,
  );
  if (missing) {
    const hint = "Set LINNET_REFERENCE to the folder that holds data/mnist with MNIST's four .gz files.";
    throw new ValueError("loadMnist", "MNIST must be in the reference folder", folder, hint);
  }
  const part = async (name: string): Promise<Images> => ({
    x: div((await loadIdx(join(folder, `${name}-images-idx3-ubyte.gz`))).astype("float32"), 255).reshape([
      -1, 1, 28, 28,
    ]),
    y: (await loadIdx(join(folder, `${name}-labels-idx1-ubyte.gz`))).astype("int32"),
  });
  return { train: await part("train"), test: await part("t10k") };
}

/** Kept beside the repository unless told otherwise: it is read, not copied. */
function referenceFolder(): string {
  return resolve(process.env["LINNET_REFERENCE"] ?? join(import.meta.dirname, "../../../../../shared"));
}
