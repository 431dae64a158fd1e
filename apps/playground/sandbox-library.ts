/**
 * What a program finds in its worker besides the language, in the words of TypeScript's own declarations. A worker has five times as
 * much, which takes a third of the time until the first answer: WebGL, caches and databases, codecs, service workers, sockets. A
 * program has no use of it, or no access to it.
 */
const NAMES = new Set(
  `
  console Console setTimeout setInterval clearTimeout clearInterval TimerHandler queueMicrotask VoidFunction
  structuredClone StructuredSerializeOptions Transferable atob btoa crypto Crypto crossOriginIsolated
  performance Performance PerformanceEntry PerformanceEntryList PerformanceMark PerformanceMarkOptions PerformanceMeasure
  PerformanceMeasureOptions DOMHighResTimeStamp DOMException
  URL URLSearchParams URLSearchParamsIterator TextDecoder TextDecoderCommon TextDecoderOptions TextDecodeOptions TextEncoder
  TextEncoderCommon TextEncoderEncodeIntoResult AllowSharedBufferSource BufferSource
  Blob BlobPart BlobPropertyBag EndingType File FilePropertyBag ImageData ImageDataArray ImageDataSettings PredefinedColorSpace
  fetch RequestInfo RequestInit Request RequestCache RequestCredentials RequestMode RequestRedirect ReferrerPolicy Response
  ResponseInit ResponseType Headers HeadersInit HeadersIterator Body BodyInit XMLHttpRequestBodyInit
  AbortController AbortSignal AbortSignalEventMap Event EventInit EventTarget EventListener EventListenerObject
  EventListenerOptions EventListenerOrEventListenerObject AddEventListenerOptions CustomEvent CustomEventInit
  MessageChannel MessagePort MessagePortEventMap MessageEventTarget MessageEventTargetEventMap MessageEvent MessageEventInit
  MessageEventSource
  CompressionStream CompressionFormat DecompressionStream GenericTransformStream TransformStream Transformer
  TransformerStartCallback TransformerFlushCallback TransformerTransformCallback TransformStreamDefaultController
  ReadableStream ReadableStreamType ReadableStreamController ReadableStreamDefaultController ReadableByteStreamController
  ReadableStreamBYOBRequest ReadableStreamReader ReadableStreamReaderMode ReadableStreamGenericReader ReadableStreamDefaultReader
  ReadableStreamBYOBReader ReadableStreamReadResult ReadableStreamReadDoneResult ReadableStreamReadValueResult
  ReadableStreamGetReaderOptions ReadableStreamIteratorOptions ReadableStreamAsyncIterator ReadableWritablePair StreamPipeOptions
  UnderlyingSource UnderlyingDefaultSource UnderlyingByteSource UnderlyingSourceStartCallback UnderlyingSourcePullCallback
  UnderlyingSourceCancelCallback QueuingStrategy QueuingStrategyInit QueuingStrategySize CountQueuingStrategy
  ByteLengthQueuingStrategy
  WritableStream WritableStreamDefaultController WritableStreamDefaultWriter UnderlyingSink UnderlyingSinkStartCallback
  UnderlyingSinkWriteCallback UnderlyingSinkCloseCallback UnderlyingSinkAbortCallback
  navigator WorkerNavigator NavigatorConcurrentHardware NavigatorLanguage WebAssembly
  `
    .trim()
    .split(/\s+/),
);

/** A declaration that begins a line, with what is written of it. */
const DECLARATION = /^(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?(interface|type|declare (?:var|function|namespace)) (\w+)/gm;
/** A member, and what is written of it. */
const MEMBER = /(?: *\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)? {4}\S.*\n/g;

/**
 * Declarations of that, out of those of a worker; members and alternatives that speak of anything else are left out.
 *
 * @throws {Error} when there is no declaration of something
 */
export function sandboxLibrary(worker: string): string {
  const starts = [...worker.matchAll(DECLARATION)];
  const types = starts.flatMap(([, kind, name]) => (/interface|type/.test(kind) ? [name] : []));
  const left = new Set(types.filter((name) => !NAMES.has(name)));
  const found = new Set(starts.map(([, , name]) => name));
  for (const name of NAMES) if (!found.has(name)) throw new Error(`Nothing is declared by the name of ${name}.`);
  const kept = starts.flatMap(({ 1: kind, 2: name, index }, i) => {
    if (!NAMES.has(name)) return [];
    const text = worker.slice(index, starts[i + 1]?.index).replace(/\n\n(\/[*/][\s\S]*)?$/, "\n"); // a heading may follow
    return [kind === "type" ? alternatives(text, left) : members(text, left)];
  });
  return `/// <reference no-default-lib="true"/>\n${kept.join("")}`;
}

/** `type A = B | C;` */
function alternatives(text: string, left: ReadonlySet<string>): string {
  const [, head, union] = /^([\s\S]*? = )([\s\S]*);\n$/.exec(text) ?? ["", text, ""];
  return `${head}${union
    .split(" | ")
    .filter((type) => !mentions(type, left))
    .join(" | ")};\n`;
}

/** `interface A extends B, C { … }`, `declare var A: { … };`, or a line. */
function members(text: string, left: ReadonlySet<string>): string {
  const kept = text.replace(/ extends ([\w, ]+) \{/, (_, list: string) => {
    const bases = list.split(", ").filter((base) => !left.has(base));
    return bases.length === 0 ? " {" : ` extends ${bases.join(", ")} {`;
  });
  return kept.includes("{\n") ? kept.replaceAll(MEMBER, (member) => (mentions(member, left) ? "" : member)) : kept;
}

function mentions(text: string, left: ReadonlySet<string>): boolean {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  return (code.match(/\b[A-Z]\w*/g) ?? []).some((word) => left.has(word));
}
