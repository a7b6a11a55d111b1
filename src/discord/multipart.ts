import type { Upload } from './render/message.js';

/** A body with files, as Discord reads it: `payload_json`, then `files[n]`. */
export async function multipart(
  body: unknown,
  files: readonly Upload[],
): Promise<{ readonly contentType: string; readonly bytes: Buffer }> {
  const form = new FormData();
  form.set('payload_json', JSON.stringify(body));
  for (const [at, { name, mediaType, content }] of files.entries()) {
    form.set(`files[${at}]`, new Blob([content], { type: mediaType }), name);
  }
  const encoded = new Response(form);
  const bytes = Buffer.from(await encoded.arrayBuffer());
  return { contentType: encoded.headers.get('content-type') ?? '', bytes };
}
