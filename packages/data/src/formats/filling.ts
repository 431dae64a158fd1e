import type { NDArray } from "@linnet/core";
import { allocate, elementTypeOf, elements, rowMajor } from "@linnet/core/extend";
import { FormatError } from "../errors.js";
import { turnBytes } from "./byte-order.js";
import { type Convert, type ConvertedDType, chosenDType, convertElements } from "./convert.js";
import type { StoredArray } from "./elements.js";
import { type ForeignDType, bytesPerElement, bytesPerNumber, isForeign } from "./encoding.js";

/** Bytes that are worked on at a time: what a processor keeps close by. A multiple of every element's bytes. */
export const PORTION: number = 2 ** 20;

/** An array that is filled portion by portion from the bytes of a file. */
export class Filling {
  readonly array: NDArray;
  /** Bytes of all its elements in the file. */
  readonly length: number;
  private readonly foreign: { readonly encoding: ForeignDType; readonly dtype: ConvertedDType } | undefined;
  private scratch = new Uint8Array(0);

  /** @throws {FormatError} {ValueError} when the dtype has to be converted and `convert` does not say how */
  constructor(
    private readonly op: string,
    private readonly stored: StoredArray,
    convert: Convert | undefined,
  ) {
    const { encoding, shape, declaredAt } = stored;
    if (isForeign(encoding)) this.foreign = { encoding, dtype: chosenDType(op, encoding, convert, declaredAt) };
    const type = elementTypeOf(op, this.foreign?.dtype ?? encoding);
    this.array = allocate({ type, layout: rowMajor(shape) });
    this.length = this.array.size * bytesPerElement[encoding];
  }

  /**
   * Takes the bytes of whole elements, {@link PORTION} at most.
   *
   * @param done bytes of elements that come before them in the array
   * @param at where they begin in the file
   * @throws {FormatError} for a bool that is neither 0 nor 1, and for what cannot be converted without loss
   */
  put(bytes: Uint8Array, done: number, at: number = this.stored.at + done): void {
    const { op, foreign, array } = this;
    const { encoding, bigEndian } = this.stored;
    const width = bytesPerElement[encoding];
    const plain = foreign === undefined && encoding !== "bool" && !(bigEndian && width > 1);
    const own = plain ? bytes : this.copied(bytes);
    if (bigEndian) turnBytes(own, bytesPerNumber(encoding));
    if (encoding === "bool") requireBools(op, own, at);
    const target = elements(array.storage, array.type);
    if (foreign === undefined) new Uint8Array(target.buffer, target.byteOffset + done).set(own);
    else {
      const part = target.subarray(done / width, (done + own.length) / width);
      convertElements(op, own, foreign.encoding, part, foreign.dtype, at);
    }
  }

  /** The same bytes, aligned, and free to be changed. */
  private copied(bytes: Uint8Array): Uint8Array {
    if (this.scratch.length < bytes.length) this.scratch = new Uint8Array(bytes.length);
    const own = this.scratch.subarray(0, bytes.length);
    own.set(bytes);
    return own;
  }
}

function requireBools(op: string, bytes: Uint8Array, at: number): void {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4));
  let others = 0;
  for (let i = 0; i < words.length; i++) others |= words[i];
  for (let i = 4 * words.length; i < bytes.length; i++) others |= bytes[i];
  if ((others & 0xfefefefe) === 0) return;
  const wrong = bytes.findIndex((byte) => byte > 1);
  throw new FormatError(op, "a bool must be 0 or 1", String(bytes[wrong]), at + wrong, "The file may be damaged.");
}
