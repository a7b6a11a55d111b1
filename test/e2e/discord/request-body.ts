import type { IncomingMessage } from 'node:http';
import { isText } from './json.js';

const MOST_BYTES = 32 * 1024 * 1024;

export interface UploadedFile {
  /** The n of the form field `files[n]`. */
  readonly index: number;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface RequestBody {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('the request is larger than Discord takes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Parses a JSON or a multipart body (`payload_json` and `files[n]`); throws a readable error on any other. */
export async function parseBody(bytes: Buffer, contentType: string | undefined): Promise<RequestBody> {
  if (bytes.length === 0) return { json: undefined, files: [] };
  const type = contentType ?? '';
  if (/^application\/json\b/i.test(type)) return { json: JSON.parse(bytes.toString('utf8')), files: [] };
  if (/^multipart\/form-data\b/i.test(type)) return parseMultipart(bytes, type);
  throw new Error(`content type ${type === '' ? 'is missing' : type} is not JSON and not multipart`);
}

async function parseMultipart(bytes: Buffer, contentType: string): Promise<RequestBody> {
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  const files: UploadedFile[] = [];
  for (const [field, value] of form.entries()) {
    if (isText(value)) continue;
    const index = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (index === undefined) throw new Error(`form field ${field} is not files[n]`);
    const content = Buffer.from(await value.arrayBuffer());
    files.push({ index: Number(index), name: value.name, contentType: value.type, bytes: content });
  }
  const payload = form.get('payload_json');
  return { json: isText(payload) ? JSON.parse(payload) : {}, files };
}
