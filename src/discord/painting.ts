import type { Painter } from '../pictures/painter.js';
import type { Message } from './render/message.js';
import type { Later } from './replies.js';

/** Paints the pictures of a message; the plain one where there is no renderer. */
export async function painted({ drawn, plain }: Later, painter: Painter): Promise<Message> {
  const { pictures = [], files = [], ...message } = drawn;
  const uploads = await Promise.all(
    pictures.map(async ({ name, plot }) => {
      const content = await painter.paint(plot);
      return content === undefined ? [] : [{ name, mediaType: 'image/png', content }];
    }),
  );
  const ready = uploads.flat();
  return ready.length < pictures.length ? plain : { ...message, files: [...files, ...ready] };
}
