import { createHash } from 'node:crypto';
import type { Plot } from '../../commands/answer.js';
import { draw, type Format } from './draw.js';
import { FONT_FILES } from './font.js';

/** Twice as many pixels as the picture measures: crisp on a phone. */
const ZOOM = 2;
const MOST_KEPT = 32;

/** Paints plots; nothing where the renderer is not there. */
export interface Painter {
  /** PNG; for a phone where nothing else is said. */
  readonly paint: (plot: Plot, format?: Format) => Promise<Uint8Array | undefined>;
}

type Renderer = Pick<typeof import('@resvg/resvg-js'), 'renderAsync'>;

/**
 * A painter that loads its renderer with the first picture and keeps the last pictures by their content. A platform
 * without the renderer's native binding is said once, to `missing`.
 */
export function createPainter(
  missing: (error: unknown) => void,
  load: () => Promise<Renderer> = () => import('@resvg/resvg-js'),
): Painter {
  let renderer: Promise<Renderer | undefined> | undefined;
  const kept = new Map<string, Promise<Uint8Array>>();
  return {
    paint: async (plot, format = 'phone') => {
      renderer ??= load().catch((error: unknown) => {
        missing(error);
        return undefined;
      });
      const loaded = await renderer;
      if (!loaded) return undefined;
      const svg = draw(plot, format);
      const key = createHash('sha256').update(svg).digest('base64');
      const known = kept.get(key);
      const painted = known ?? render(loaded, svg);
      kept.delete(key);
      kept.set(key, painted);
      painted.catch(() => kept.delete(key));
      for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(oldest);
      return await painted;
    },
  };
}

/** Off the main thread but for the encoding. No font of the system is asked for: the same picture everywhere. */
async function render({ renderAsync }: Renderer, svg: string): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { loadSystemFonts: false, fontFiles: Object.values(FONT_FILES), defaultFontFamily: 'DejaVu Sans' },
  });
  return image.asPng();
}
