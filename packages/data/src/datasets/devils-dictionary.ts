import { text } from "./devils-dictionary-text.js";

/**
 * Entries of *The Devil's Dictionary* by Ambrose Bierce, 160 kB of English prose and verse: a text for models of language, small enough to
 * train on and large enough to learn from. ASCII, 82 characters, entries apart by an empty line.
 *
 * @remarks In the public domain. Entries that speak of women or of peoples in the manner of their day are left out, the others stand as
 *   they are.
 * @see Ambrose Bierce, *The Devil's Dictionary*, 1911, from Debian's package dict-devil 1.0-13.1
 * @example
 * loadDevilsDictionary().slice(0, 12); // "ABASEMENT, n"
 */
export function loadDevilsDictionary(): string {
  return text;
}
