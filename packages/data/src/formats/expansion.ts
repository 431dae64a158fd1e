/**
 * Deflate makes of a byte at most this many: 258 by a length and a distance, of one bit each.
 *
 * @see RFC 1951, section 3.2.5
 */
export const EXPANSION = 1032;
