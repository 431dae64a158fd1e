/** Where SVG elements live. */
export const SVG = "http://www.w3.org/2000/svg";

/** A piece of text in an element. */
export interface SvgText {
  readonly text: string;
}

/**
 * An element of {@link svgDocument}: as much of the DOM as drawing needs, and the same in Node, in a page and in a worker.
 * A page's own document would write the attributes of the same picture differently, and a worker has none.
 */
export class SvgElement {
  readonly attributes: Map<string, string> = new Map();
  childNodes: (SvgElement | SvgText)[] = [];
  parentNode: SvgElement | null = null;

  constructor(
    readonly tagName: string,
    readonly namespaceURI: string,
  ) {}

  get ownerDocument(): SvgDocument {
    return svgDocument;
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  setAttributeNS(_namespace: string | null, name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  appendChild<T extends SvgElement>(child: T): T {
    child.parentNode = this;
    this.childNodes.push(child);
    return child;
  }

  insertBefore<T extends SvgElement>(child: T, next: SvgElement | null): T {
    const at = next === null ? -1 : this.childNodes.indexOf(next);
    if (at < 0) return this.appendChild(child);
    child.parentNode = this;
    this.childNodes.splice(at, 0, child);
    return child;
  }

  set textContent(text: string) {
    this.childNodes = [{ text: String(text) }];
  }
}

interface SvgDocument {
  readonly documentElement: SvgElement;
  createElement(name: string): SvgElement;
  createElementNS(namespace: string, name: string): SvgElement;
}

/** The document that every chart is drawn in; elements are not attached to it, so it never grows. */
export const svgDocument: SvgDocument = {
  get documentElement() {
    return new SvgElement("svg", SVG);
  },
  createElement: (name) => new SvgElement(name, SVG),
  createElementNS: (namespace, name) => new SvgElement(name, namespace),
};

/** An element with attributes and children, in one expression. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: (SvgElement | string)[]
): SvgElement {
  const made = new SvgElement(name, SVG);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  for (const child of children) {
    if (typeof child === "string") made.childNodes.push({ text: child });
    else made.appendChild(child);
  }
  return made;
}
