import type { NDArray } from "@linnet/core";
import { crc32 } from "#platform";
import { FormatError } from "../../errors.js";
import type { Convert } from "../convert.js";
import { bytesPerElement } from "../encoding.js";
import { Filling, PORTION } from "../filling.js";
import { LONGEST_NPY_HEADER, type NpyHeader, parseNpyHeader, requireNpyEnd } from "../npy-header.js";
import { shapedAs, storedOf } from "../npy.js";
import type { ZipEntry } from "../zip/entry.js";

const DAMAGED = "The file may be damaged.";

/**
 * The npy file in an entry of an archive, as it comes out piece by piece: its header is checked before there is room for its
 * elements, and more than it says is refused with the first byte.
 */
export class Member {
  private readonly beginning: Uint8Array;
  private header: NpyHeader | undefined;
  private filling: Filling | undefined;
  private received = 0;
  private crc = 0;
  /** Bytes of elements that are in the array, and those of an element of which the next piece has the rest. */
  private done = 0;
  private rest = new Uint8Array(0);

  /** @param at where the entry's content begins in the archive */
  constructor(
    private readonly op: string,
    private readonly entry: ZipEntry,
    private readonly at: number,
    private readonly convert: Convert | undefined,
  ) {
    this.beginning = new Uint8Array(Math.min(entry.size, LONGEST_NPY_HEADER));
  }

  /**
   * @param piece may be used again when this returns
   * @throws {FormatError} for a wrong header or element, and for more than the directory says
   */
  push(piece: Uint8Array): void {
    const { entry, received, beginning } = this;
    if (received + piece.length > entry.size) this.refuse(`must hold ${entry.size} bytes`, "more");
    this.crc = crc32(piece, this.crc);
    this.received += piece.length;
    if (this.header !== undefined) return this.put(piece);
    beginning.set(piece.subarray(0, beginning.length - received), received);
    if (this.received < beginning.length) return;
    const header = this.within(() => this.checkedHeader());
    this.header = header;
    this.filling = this.within(() => new Filling(this.op, storedOf(header), this.convert));
    this.put(beginning.subarray(header.at));
    this.put(piece.subarray(beginning.length - received));
  }

  /** @throws {FormatError} for content that is shorter than the directory says, has another checksum, or is no npy file */
  finish(): NDArray {
    const { entry, received, crc, header, filling } = this;
    if (received !== entry.size) this.refuse(`must hold ${entry.size} bytes`, `${received}`);
    if (crc !== entry.crc) this.refuse(`must have the checksum ${hex(entry.crc)}`, hex(crc));
    if (header === undefined || filling === undefined) return this.within(() => this.refuseNothing());
    return shapedAs(header, filling.array);
  }

  /** Gives the array's memory back, where something went wrong. */
  discard(): void {
    this.filling?.array.dispose();
  }

  private checkedHeader(): NpyHeader {
    const header = parseNpyHeader(this.op, this.beginning, this.entry.size);
    requireNpyEnd(this.op, header, this.entry.size);
    return header;
  }

  /** Puts whole elements into the array, and keeps what is left of one for later. */
  private put(piece: Uint8Array): void {
    const { header, filling, rest } = this;
    if (header === undefined || filling === undefined) return;
    const width = bytesPerElement[header.encoding];
    const missing = rest.length === 0 ? 0 : Math.min(width - rest.length, piece.length);
    if (missing > 0) {
      const element = Uint8Array.of(...rest, ...piece.subarray(0, missing)); // sixteen bytes at most
      if (element.length < width) return void (this.rest = element);
      this.fill(filling, element);
    }
    const whole = piece.length - ((piece.length - missing) % width);
    for (let at = missing; at < whole; at += PORTION)
      this.fill(filling, piece.subarray(at, Math.min(at + PORTION, whole)));
    this.rest = piece.slice(whole);
  }

  private fill(filling: Filling, elements: Uint8Array): void {
    this.within(() => filling.put(elements, this.done));
    this.done += elements.length;
  }

  /** An entry without a byte: said as of any other that begins wrongly. */
  private refuseNothing(): never {
    parseNpyHeader(this.op, this.beginning);
    return this.refuse("must hold an npy file", "nothing");
  }

  /** What is wrong in the npy file is said of the archive: at the byte itself where it is stored, else where the entry begins. */
  private within<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const { name, deflated } = this.entry;
      const { expected, got, offset, hint } = error;
      const [where, at] = deflated
        ? [`${got} at byte ${offset} of it, inflated from what is`, this.at]
        : [got, this.at + offset];
      throw new FormatError(this.op, `${JSON.stringify(name)}: ${expected}`, where, at, hint);
    }
  }

  private refuse(expected: string, got: string): never {
    throw new FormatError(this.op, `${JSON.stringify(this.entry.name)} ${expected}`, got, this.at, DAMAGED);
  }
}

function hex(crc: number): string {
  return `0x${crc.toString(16).padStart(8, "0")}`;
}
