// Loaded into a measured process before the program (node --import): answers over the channel to its parent how much
// memory is in use, after a forced collection, and how much of that is compiled code. The program itself knows nothing of it.
import { getHeapCodeStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('message', (question) => {
  // Before the collection: what the operator's monitor would have shown.
  const { rss } = process.memoryUsage();
  if (question === 'heap') for (let round = 0; round < 3; round++) collect();
  const code = getHeapCodeStatistics().code_and_metadata_size;
  process.send({ rss, heapUsed: process.memoryUsage().heapUsed, code });
});
process.channel?.unref();
