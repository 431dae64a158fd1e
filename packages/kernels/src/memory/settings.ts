/** What `configureMemory` sets. */
export interface MemorySettings {
  /** Bytes of WebAssembly memory that arrays may take; results beyond it live in ordinary buffers. */
  limit: number;
  /** Bytes of new memory after which the engine is told to collect garbage; 0 = never. */
  pressure: number;
}

export const settings: MemorySettings = { limit: 2 ** 30, pressure: 2 ** 27 };
