/** What an object says of itself: NDArray, Table, Figure, Explanation, and whatever follows Node in this. */
const CUSTOM = Symbol.for("nodejs.util.inspect.custom");

/** As Node's: deeper objects are named only, longer lists are cut, and what fits into a line stands in one. */
const [DEPTH, ITEMS, WIDTH, NESTED, SHORT] = [2, 100, 80, 3, 24];

type Lines = readonly string[];

/** A value as Node's `console.log` would print it. */
export function inspect(value: unknown): string {
  return new Inspector().write(value, 0, 0);
}

/** A string in quotes: single ones, or others where it holds those. */
function quoted(text: string): string {
  const quote = ["'", '"', "`"].find((quote) => !text.includes(quote)) ?? "'";
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `${quote}${escaped.replaceAll(quote, `\\${quote}`)}${quote}`;
}

function primitive(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint") return `${value}n`;
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Writes one value; what it is inside of is kept, so that a circle ends. */
class Inspector {
  private readonly within: object[] = [];
  /** Objects that are met again inside of themselves, in the order in which that was seen. */
  private readonly circles: object[] = [];
  /** How deep the object was that was begun last. */
  private latest = 0;

  write(value: unknown, depth: number, indent: number): string {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return primitive(value);
    const own = customText(value);
    if (own !== undefined) return own.replaceAll("\n", `\n${" ".repeat(indent)}`);
    if (this.within.includes(value)) return this.circular(value);
    const plain = plainText(value);
    if (plain !== undefined && (depth > DEPTH || Object.keys(value).length === 0)) return plain;
    if (depth > DEPTH && !isEmpty(value))
      return Array.isArray(value) ? "[Array]" : `[${nameOf(value) ?? "Object: null prototype"}]`;
    this.within.push(value);
    if (!isEmpty(value)) this.latest = depth;
    const written = this.compound(value, depth, indent, plain);
    this.within.pop();
    const circle = this.circles.indexOf(value);
    return circle < 0 ? written : `<ref *${circle + 1}> ${written}`;
  }

  private circular(value: object): string {
    if (!this.circles.includes(value)) this.circles.push(value);
    return `[Circular *${this.circles.indexOf(value) + 1}]`;
  }

  private compound(value: object, depth: number, indent: number, plain: string | undefined): string {
    const inner = (entry: unknown, more = 2): string => this.write(entry, depth + 1, indent + more);
    const isList = Array.isArray(value) || isNumbers(value);
    const items = isList ? listed(value, inner) : collected(value, inner);
    const entries = [...items, ...this.properties(value, isList, inner)];
    const prefix = plain === undefined ? prefixOf(value) : `${plain} `;
    const [open, close] = isList ? ["[", "]"] : ["{", "}"];
    if (entries.length === 0) return `${prefix}${open}${close}`;
    const pad = " ".repeat(indent);
    if (isList && entries.length > 6 && entries.every((entry) => entry.length <= SHORT)) {
      return `${prefix}${open}\n${filled(entries, pad)}\n${pad}${close}`;
    }
    const start = entries.length + indent + open.length + prefix.length + 10;
    const length = entries.reduce((sum, entry) => sum + entry.length, entries.length + start);
    const isOne = this.latest - depth < NESTED && length <= WIDTH && entries.every((entry) => !entry.includes("\n"));
    if (isOne) return `${prefix}${open} ${entries.join(", ")} ${close}`;
    return `${prefix}${open}\n${pad}  ${entries.join(`,\n${pad}  `)}\n${pad}${close}`;
  }

  private properties(value: object, isList: boolean, inner: (entry: unknown) => string): Lines {
    const keys = Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
    return keys
      .filter((key) => !isList || typeof key === "symbol" || !/^(0|[1-9]\d*)$/.test(key))
      .map((key) => {
        const { get, set, value: held } = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor; // it is own
        const accessor = get && set ? "[Getter/Setter]" : get ? "[Getter]" : set ? "[Setter]" : undefined;
        return `${keyText(key)}: ${accessor ?? inner(held)}`;
      });
  }
}

function keyText(key: string | symbol): string {
  if (typeof key === "symbol") return `[${String(key)}]`;
  return /^[A-Za-z_][\w]*$/.test(key) ? key : quoted(key);
}

function customText(value: object): string | undefined {
  try {
    const custom: unknown = Reflect.get(value, CUSTOM);
    const text: unknown = typeof custom === "function" ? Reflect.apply(custom, value, [DEPTH, {}, inspect]) : undefined;
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined; // a disposed array, a proxy: it is shown as any other object
  }
}

function isEmpty(value: object): boolean {
  const isCollection = value instanceof Map || value instanceof Set;
  return (isCollection ? value.size : Reflect.ownKeys(value).filter((key) => key !== "length").length) === 0;
}

/** What is written without looking into it. */
function plainText(value: object): string | undefined {
  if (typeof value === "function") return functionText(value);
  if (value instanceof Error) return value.stack ?? String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  return undefined;
}

function functionText(value: { readonly name?: unknown }): string {
  const name = typeof value.name === "string" && value.name !== "" ? value.name : undefined;
  if (/^class\b/.test(Function.prototype.toString.call(value))) {
    const parent = (Object.getPrototypeOf(value) as { readonly name?: string }).name;
    return `[class ${name ?? "(anonymous)"}${parent ? ` extends ${parent}` : ""}]`;
  }
  const kind = nameOf(value) ?? "Function";
  return name === undefined ? `[${kind} (anonymous)]` : `[${kind}: ${name}]`;
}

function isNumbers(value: object): value is Uint8Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function listed(value: ArrayLike<unknown>, inner: (entry: unknown) => string): string[] {
  const items: string[] = [];
  let at = 0;
  for (; at < value.length && items.length < ITEMS; at++) {
    if (at in value) items.push(inner(value[at]));
    else {
      const from = at;
      while (at + 1 < value.length && !(at + 1 in value)) at++;
      items.push(`<${at + 1 - from} empty item${at > from ? "s" : ""}>`);
    }
  }
  return at < value.length ? [...items, more(value.length - at)] : items;
}

function collected(value: object, inner: (entry: unknown) => string): string[] {
  const isMap = value instanceof Map;
  if (!isMap && !(value instanceof Set)) return [];
  const items = Array.from(value as Iterable<unknown>)
    .slice(0, ITEMS)
    .map((item) => (isMap && Array.isArray(item) ? `${inner(item[0])} => ${inner(item[1])}` : inner(item)));
  return value.size > ITEMS ? [...items, more(value.size - ITEMS)] : items;
}

function more(count: number): string {
  return `... ${count} more item${count > 1 ? "s" : ""}`;
}

/** Short entries, as many in a line as fit, under each other. */
function filled(entries: Lines, pad: string): string {
  const last = entries.at(-1)?.startsWith("... ") ? entries.slice(-1) : [];
  const items = entries.slice(0, entries.length - last.length);
  const width = Math.max(...items.map(({ length }) => length));
  const columns = Math.max(1, Math.min(16, Math.floor((WIDTH - pad.length - 4) / (width + 2))));
  const lines: string[] = [];
  for (let at = 0; at < items.length; at += columns) {
    lines.push(
      items
        .slice(at, at + columns)
        .map((item) => item.padStart(width))
        .join(", "),
    );
  }
  return [...lines, ...last].map((line) => `${pad}  ${line}`).join(",\n");
}

/** What stands before the brackets: nothing for plain objects and lists. */
function prefixOf(value: object): string {
  const name = nameOf(value);
  if (name === undefined) return "[Object: null prototype] ";
  if (value instanceof Map || value instanceof Set) return `${name}(${value.size}) `;
  if (isNumbers(value)) return `${name}(${value.length}) `;
  if (Array.isArray(value)) return name === "Array" ? "" : `${name}(${value.length}) `;
  return name === "Object" ? "" : `${name} `;
}

/** The name of the class; undefined for an object of none. */
function nameOf(value: object): string | undefined {
  for (let proto: unknown = Object.getPrototypeOf(value); proto !== null; proto = Object.getPrototypeOf(proto)) {
    const { constructor } = proto as { readonly constructor?: { readonly name?: unknown } };
    if (typeof constructor === "function" && typeof constructor.name === "string") return constructor.name;
  }
  return undefined;
}
