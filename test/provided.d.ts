import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly fuzz: {
      readonly cases: number;
      readonly seed: number;
      readonly path?: string;
      readonly minutes: number;
    };
    readonly soak: {
      readonly seconds: number;
      readonly rate: number;
      readonly seed: number;
    };
  }
}
