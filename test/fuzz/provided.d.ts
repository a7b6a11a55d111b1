import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly fuzz: {
      readonly cases: number;
      readonly seed: number;
      readonly path?: string;
      readonly minutes: number;
    };
  }
}
