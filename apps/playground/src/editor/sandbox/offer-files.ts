import type { OwnFile } from "../run/program.js";

/** Where a program's files seem to be: beside it. Names ending so belong to nobody (RFC 2606). */
const PLACE = "https://editor.invalid/";

/**
 * Lets a program read the visitor's files by their names, as it would read those beside it in Node: `loadCsv("heights.csv")`.
 * `@linnet/data` fetches paths relative to where it runs; so this worker says that it is at a place where there are those files and
 * nothing else. Nothing can be asked over the network in a sandbox anyway.
 */
export function offerFiles(files: readonly OwnFile[]): void {
  const held = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const fetchFile = async (request: RequestInfo | URL): Promise<Response> => {
    const { pathname, origin } = new URL(request instanceof Request ? request.url : request, PLACE);
    const name = decodeURIComponent(pathname.slice(1));
    const bytes = origin === new URL(PLACE).origin ? held.get(name) : undefined;
    if (bytes !== undefined) return new Response(bytes, { headers: { "content-length": String(bytes.length) } });
    if (origin !== new URL(PLACE).origin)
      throw new TypeError("Programs in the editor cannot ask other machines for anything.");
    const names = files.map(({ name }) => JSON.stringify(name)).join(", ");
    throw new TypeError(
      `There is no file ${JSON.stringify(name)} here${names && `, but ${names}`}. Add it under "Your files".`,
    );
  };
  const { href, origin, protocol, host, pathname } = new URL(PLACE);
  const location = Object.freeze({ href, origin, protocol, host, pathname, toString: () => href });
  Object.defineProperties(globalThis, {
    location: { value: location, configurable: true },
    fetch: { value: fetchFile, configurable: true, writable: true },
  });
}
