/** What `#platform` offers: files in Node, a refusal in a browser. */
export interface Platform {
  /** Replaces the file at `path` at once or not at all. */
  writeText(op: string, path: string, text: string): Promise<void>;
}
