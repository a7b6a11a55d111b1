/** Small readers for JSON that nobody has checked yet. */

export type Dict = Record<string, unknown>;

export function isDict(value: unknown): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one for anything else. */
export function dict(value: unknown): Dict {
  return isDict(value) ? value : {};
}

/** The value as a list; an empty one for anything else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** Absent and null mean the same to Discord in most bodies. */
export function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Length in code points, the unit Discord and JSON Schema count in. */
export function lengthOf(value: string): number {
  let length = 0;
  for (const _ of value) length += 1;
  return length;
}
