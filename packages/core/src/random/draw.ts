import { type Storage, allocate, elements, int32, philox, release, rowMajor, uint32 } from "@linnet/kernels";

/** What tells a stream from all others: the two words of Philox's key. */
export type Key = readonly [number, number];

/** Uses of one key, kept apart by the upper bits of the counter, as blocks number less than 2⁵¹. */
export type Use = 0 | typeof RETRIES | typeof CHILDREN | typeof FOLDS;
const RETRIES = 0x20000000;
export const CHILDREN = 0x40000000;
export const FOLDS = 0x60000000;

const CHUNK = 4096;

/** Four words from the index `at`. */
export interface Words {
  readonly words: Int32Array;
  readonly at: number;
}

/**
 * The random words of one draw, by Philox4x32-10: a block of four words is a function of a key and the block's number, so
 * that any part can be computed alone, in any order, on any platform, with the same bits. To be ended, as it holds memory.
 *
 * @see Salmon, Moraes, Dror & Shaw, *Parallel Random Numbers: As Easy as 1, 2, 3*, SC 2011
 */
export class Draw {
  /** A chunk of words, and four more for retries. */
  private readonly storage: Storage;
  private readonly room: number;

  /** @param first number of the first block @param words how many will be asked for, at most */
  constructor(
    private readonly key: Key,
    private readonly first: number,
    words: number,
  ) {
    this.room = Math.min(CHUNK, 4 * Math.ceil(words / 4));
    this.storage = allocate(4 * (this.room + 4));
  }

  end(): void {
    release(this.storage);
  }

  /**
   * Hands out the first `count` words in chunks of a multiple of four (but for the end), with the number of the first.
   * They are signed here: integer arithmetic is faster so.
   */
  each(count: number, visit: (words: Int32Array, from: number, n: number) => void): void {
    for (let from = 0; from < count; from += this.room) {
      const n = Math.min(this.room, count - from);
      visit(this.fill(0, n, 0, this.first + from / 4), from, n);
    }
  }

  /**
   * Four more words for the element whose words a method of rejection refused, by the position of its first word in the
   * draw and the number of the attempt: elements stay independent of one another. They begin at the index that is returned
   * and live until the next call.
   */
  retry(position: number, attempt: number): Words {
    const words = this.fill(this.room, 4, RETRIES + attempt * 2 ** 21, 4 * this.first + position);
    return { words, at: this.room };
  }

  /** A key that is derived from this one. */
  derive(use: Use): Key {
    const words = this.fill(0, 2, use, this.first);
    return [words[0] >>> 0, words[1] >>> 0];
  }

  private fill(offset: number, n: number, use: number, block: number): Int32Array {
    const out = { type: uint32, layout: rowMajor([n]), storage: this.storage, offset };
    philox(this.key[0], this.key[1], block >>> 0, use + Math.floor(block / 2 ** 32), out);
    return elements(this.storage, int32) as Int32Array; // the class that int32 names
  }
}

/** The words after those that were refused for one element of a draw, four at a time. Each call ends the life of the last four. */
export class Retries {
  private attempt = 0;

  /** @param position of the element's first word in the draw */
  constructor(
    private readonly draw: Draw,
    private readonly position: number,
  ) {}

  next(): Words {
    return this.draw.retry(this.position, ++this.attempt);
  }
}
