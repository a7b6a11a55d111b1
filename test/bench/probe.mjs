// Loaded into a measured process before the program (node --import): answers over the channel to its parent how much
// memory is in use, after a forced collection, how much of that is compiled code, and when its event loop came late. The
// program itself knows nothing of it.
import { getHeapCodeStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { watchPauses } from './pauses.mjs';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const pauses = watchPauses();

process.on('message', (question) => {
  if (question === 'pauses') {
    process.send([...pauses]);
    return;
  }
  // Before the collection: what the operator's monitor would have shown.
  const { rss } = process.memoryUsage();
  if (question === 'heap') for (let round = 0; round < 3; round++) collect();
  const code = getHeapCodeStatistics().code_and_metadata_size;
  process.send({ rss, heapUsed: process.memoryUsage().heapUsed, code });
});
process.channel?.unref();
