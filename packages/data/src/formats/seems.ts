/** First bytes of formats that are easily mistaken for one another, and how a sentence names them. */
const marks: readonly (readonly [string, string])[] = [
  ["PK\x03\x04", "a zip archive, as npz files are"],
  ["PK\x05\x06", "an empty zip archive, as npz files may be"],
  ["\x1f\x8b", "a gzip file"],
  ["\x93NUMPY", "an npy file"],
  ["\x89PNG", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["\x89HDF", "an HDF5 file"],
  ["PAR1", "a Parquet file"],
  ["ARROW1", "an Arrow file"],
  ["%PDF", "a PDF document"],
  ["\x80\x02\x8a\x0a", "a file of torch.save"],
];

/** How many first bytes are looked at. */
export const LOOK = 64;

/**
 * What bytes seem to be, for the sentence that says that they are not what was asked for.
 *
 * @param beginning the first bytes, or all there are
 * @returns `otherwise` where nothing is known
 */
export function seemsToBe(beginning: Uint8Array, otherwise: string): string {
  if (beginning.length === 0) return "an empty file";
  const bytes = new Uint8Array(beginning.subarray(0, LOOK)); // browsers decode none from shared memory
  const start = String.fromCharCode(...bytes);
  const found = marks.find(([mark]) => start.startsWith(mark));
  if (found !== undefined) return `what seems to be ${found[1]}`;
  if (/^.{8}\{\s*["}]/s.test(start)) return "what seems to be a safetensors file";
  if (/^\0\0[\x08-\x0e]/.test(start)) return "what seems to be an IDX file";
  const text = isText(bytes) ? start.replace(/^\xef\xbb\xbf/, "").trimStart() : "";
  return text === "" ? otherwise : `what seems to be ${textKind(text)}`;
}

function textKind(text: string): string {
  if (/^<(!doctype )?html/i.test(text)) return "an HTML page";
  if (text.startsWith("<")) return "XML";
  if (text.startsWith("version https://git-lfs")) return "a pointer of Git LFS, not the file itself";
  if (/^[{[]/.test(text)) return "JSON";
  return /[,;\t]/.test(text) ? "text, as CSV files are" : "text";
}

/** Whether bytes are UTF-8 without control characters; a character may be cut off at the end. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }) !== "";
  } catch {
    return false;
  }
}
