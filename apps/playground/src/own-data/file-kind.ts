/** What a file's first bytes say that it is. */
export type FileKind = "npy" | "picture" | "archive" | "document" | "gzip" | "empty" | "text";

const MARKS: readonly (readonly [kind: FileKind, at: number, mark: string])[] = [
  ["npy", 0, "\x93NUMPY"],
  ["picture", 0, "\x89PNG"],
  ["picture", 0, "\xff\xd8\xff"],
  ["picture", 0, "GIF8"],
  ["picture", 8, "WEBP"],
  ["picture", 4, "ftypavif"],
  ["archive", 0, "PK\x03\x04"],
  ["document", 0, "%PDF"],
  ["document", 0, "\xd0\xcf\x11\xe0"],
  ["gzip", 0, "\x1f\x8b"],
];

/** By their first bytes; names of files are often wrong. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return "empty";
  const begin = String.fromCharCode(...bytes.subarray(0, 16));
  return MARKS.find(([, at, mark]) => begin.startsWith(mark, at))?.[0] ?? "text";
}
