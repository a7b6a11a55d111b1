import type { Plot } from '../../commands/answer.js';
import { draw } from '../pictures/draw.js';
import { createPainter } from '../pictures/painter.js';
import type { NewFile } from './write.js';

/**
 * Pictures for slides as files, SVG or PNG by the ending of `out`: one is named so, several are numbered.
 * @returns a fault where PNG cannot be painted on this machine.
 */
export async function pictureFiles(
  plots: readonly Plot[],
  out: string,
): Promise<{ readonly files: readonly NewFile[] } | { readonly fault: string }> {
  const at = out.lastIndexOf('.');
  const [stem, ending] = [out.slice(0, at), out.slice(at)];
  const named = plots.map((plot, index) => ({
    plot,
    name: plots.length === 1 ? out : `${stem}-${index + 1}${ending}`,
  }));
  if (ending.toLowerCase() === '.svg')
    return { files: named.map(({ plot, name }) => ({ name, content: draw(plot, 'slide') })) };
  const painter = createPainter(() => undefined);
  const files: NewFile[] = [];
  for (const { plot, name } of named) {
    const content = await painter.paint(plot, 'slide');
    if (content === undefined) return { fault: `PNG cannot be painted on this machine; ${stem}.svg can be drawn.` };
    files.push({ name, content });
  }
  return { files };
}
