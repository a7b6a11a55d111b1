import { it } from 'vitest';
import { plotsIn } from '../../commands/answer.js';
import { createPainter } from '../../src/pictures/painter.js';
import { dispatcherOf, indexOf } from '../program.js';
import { ms, report, spread } from './measured.js';

const ROUNDS = 3;

const index = indexOf('without documents');
const dispatcher = dispatcherOf(index);
/** The pictures of each measure that has some: what one answer shows. */
const answers = [...index.vocabulary.concepts.values()]
  .filter(({ kind }) => kind === 'measure')
  .map(({ id }) => plotsIn(dispatcher.text(`/plot ${id}`)))
  .filter((plots) => plots.length > 0);

const painter = () =>
  createPainter((error) => {
    throw error;
  });

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

/** Time of the processor, on all threads: what else runs on the machine hardly counts. */
async function worked(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

it('pictures', async () => {
  const [first] = answers[0] ?? [];
  if (first === undefined) throw new Error('there is no picture');
  report('first picture, with the renderer to load', ms(await timed(() => painter().paint(first))));

  const [single, work, together, kept]: [number[], number[], number[], number[]] = [[], [], [], []];
  // A measure and one above it share pictures.
  const plots = [...new Map(answers.flat().map((plot) => [JSON.stringify(plot), plot])).values()];
  for (let round = 0; round < ROUNDS; round++) {
    const [alone, watched] = [painter(), painter()];
    for (const plot of plots) single.push(await timed(() => alone.paint(plot)));
    for (const plot of plots) work.push(await worked(() => watched.paint(plot)));
    for (const all of answers) {
      const fresh = painter();
      together.push(await timed(() => Promise.all(all.map((plot) => fresh.paint(plot)))));
      kept.push(await timed(() => Promise.all(all.map((plot) => fresh.paint(plot)))));
    }
  }
  report('one picture', `${spread(single)} (${plots.length} pictures × ${ROUNDS})`);
  report('  time of the processor', spread(work));
  report('all pictures of an answer', `${spread(together)} (${answers.length} answers × ${ROUNDS})`);
  report('  the same again', spread(kept));
});
