import type { NDArray } from "@linnet/core";
import { crc32 } from "#platform";
import { FormatError } from "../../errors.js";
import type { Convert } from "../convert.js";
import { bytesPerElement } from "../encoding.js";
import { parseNpyHeader } from "../npy-header.js";
import { decodeNpy } from "../npy.js";
import type { ZipEntry } from "../zip/entry.js";

/** No header that is read ends later. */
const LONGEST_HEADER = 12 + 2 ** 16;
const DAMAGED = "The file may be damaged.";

/**
 * The npy file in an entry of an archive, as it comes out piece by piece: its header is checked before there is room for its
 * elements, and more than it says is refused with the first byte.
 */
export class Member {
  private readonly beginning: Uint8Array;
  private content: Uint8Array | undefined;
  private received = 0;
  private crc = 0;

  /** @param at where the entry's content begins in the archive */
  constructor(
    private readonly op: string,
    private readonly entry: ZipEntry,
    private readonly at: number,
    private readonly convert: Convert | undefined,
  ) {
    this.beginning = new Uint8Array(Math.min(entry.size, LONGEST_HEADER));
  }

  /** @throws {FormatError} for a wrong header, and for more than the directory says */
  push(piece: Uint8Array): void {
    const { entry, received, beginning } = this;
    if (received + piece.length > entry.size) this.refuse(`must hold ${entry.size} bytes`, "more");
    this.crc = crc32(piece, this.crc);
    this.received += piece.length;
    if (received < beginning.length) beginning.set(piece.subarray(0, beginning.length - received), received);
    if (this.received < beginning.length) return;
    if (this.content === undefined) {
      this.within(() => this.requireLength());
      this.content = new Uint8Array(entry.size);
      this.content.set(beginning.subarray(0, received));
    }
    this.content.set(piece, received);
  }

  /** @throws {FormatError} for content that is shorter than the directory says, has another checksum, or is no npy file */
  finish(): NDArray {
    const { entry, received, crc } = this;
    if (received !== entry.size) this.refuse(`must hold ${entry.size} bytes`, `${received}`);
    if (crc !== entry.crc) this.refuse(`must have the checksum ${hex(entry.crc)}`, hex(crc));
    return this.within(() =>
      decodeNpy(this.content ?? this.beginning, { ...(this.convert && { convert: this.convert }) }),
    );
  }

  private requireLength(): void {
    const { encoding, shape, size, at } = parseNpyHeader(this.op, this.beginning);
    const length = size * bytesPerElement[encoding];
    const present = this.entry.size - at;
    if (length === present) return;
    const expected = `${length} bytes of elements must follow the header (${encoding} [${shape.join(", ")}])`;
    throw new FormatError(this.op, expected, `${present} bytes`, at, DAMAGED);
  }

  /** What is wrong in the npy file is said of the archive: at the byte itself where it is stored, else where the entry begins. */
  private within<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const { name, deflated } = this.entry;
      const { expected, got, offset, hint } = error;
      const where = deflated ? `${got} at byte ${offset} of it, inflated from what is` : got;
      throw new FormatError(
        this.op,
        `${JSON.stringify(name)}: ${expected}`,
        where,
        deflated ? this.at : this.at + offset,
        hint,
      );
    }
  }

  private refuse(expected: string, got: string): never {
    throw new FormatError(this.op, `${JSON.stringify(this.entry.name)} ${expected}`, got, this.at, DAMAGED);
  }
}

function hex(crc: number): string {
  return `0x${crc.toString(16).padStart(8, "0")}`;
}
