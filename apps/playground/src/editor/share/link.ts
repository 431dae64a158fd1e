/** What a link to the editor asks for. */
export type Asked =
  | { readonly kind: "nothing" }
  | { readonly kind: "sample"; readonly id: string }
  | { readonly kind: "program"; readonly text: string };

/** Characters of the longest program that a link holds. */
export const LONGEST = 65_536;

/** A link that is none of the editor's; its message is for visitors. */
export class LinkError extends Error {
  override readonly name = "LinkError";
}

const TOO_LONG = `The link's program is longer than ${LONGEST / 1024} kB, so it is not one of this editor's. The editor begins as usual.`;
const DAMAGED = "The link's program is damaged: part of the link may be missing. The editor begins as usual.";

/** The part of an address from `#` on, for a program: compressed (RFC 1951), in the alphabet of URLs (RFC 4648, section 5). */
export async function writeLink(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > LONGEST) {
    throw new LinkError(
      `A link holds a program of up to ${LONGEST / 1024} kB; this one has ${Math.ceil(bytes.length / 1024)}. Shorten it.`,
    );
  }
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const binary = Array.from(new Uint8Array(await new Response(packed).arrayBuffer()), (byte) =>
    String.fromCharCode(byte),
  );
  return `#code=${btoa(binary.join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/**
 * Reads the part of an address from `#` on.
 *
 * @throws {LinkError} for what the editor never writes
 */
export async function readLink(hash: string): Promise<Asked> {
  if (hash === "" || hash === "#") return { kind: "nothing" };
  const [, name, value] = /^#(code|sample)=([\w-]+)$/.exec(hash) ?? [];
  if (name === undefined) throw new LinkError("The link is not one of this editor's. The editor begins as usual.");
  if (name === "sample") return { kind: "sample", id: value };
  if (value.length > 2 * LONGEST) throw new LinkError(TOO_LONG);
  const bytes = await unpack(bytesOf(value));
  try {
    return { kind: "program", text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (cause) {
    throw new LinkError(DAMAGED, { cause });
  }
}

function bytesOf(value: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(value.replaceAll("-", "+").replaceAll("_", "/")), (byte) => byte.charCodeAt(0));
  } catch (cause) {
    throw new LinkError(DAMAGED, { cause });
  }
}

/** Unpacks no more than a program may have: a short link could hold gigabytes. */
async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const text = new Uint8Array(LONGEST);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new LinkError(DAMAGED, { cause });
    });
    if (done) return text.subarray(0, length);
    if (length + value.length > LONGEST) {
      void reader.cancel();
      throw new LinkError(TOO_LONG);
    }
    text.set(value, length);
    length += value.length;
  }
}
