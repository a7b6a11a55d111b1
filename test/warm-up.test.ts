import { expect, it } from 'vitest';
import { commands } from '../commands/registry.js';
import { holdingsOf } from '../index/claims/holdings.js';
import { questionsToWarmUp, warmUp } from '../src/warm-up.js';
import { dispatcherOf, indexOf } from './program.js';

it('asks what is answered by every command, and what is refused', () => {
  const dispatcher = dispatcherOf(indexOf('without documents'));
  const answers = questionsToWarmUp(commands).map((question) => dispatcher.text(question));
  const offered = commands.filter(({ kind }) => kind === 'slash').map(({ name }) => name);
  expect([...new Set(answers.map(({ command }) => command))].toSorted()).toEqual(offered.toSorted());
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['answered', 'no-evidence']));
});

it('lets others be served between two questions', async () => {
  const happened: string[] = [];
  const index = indexOf('without documents');
  const dispatcher = dispatcherOf(index);
  const asked = warmUp(
    {
      text: (question) => {
        happened.push(question);
        setImmediate(() => happened.push('somebody else'));
        return dispatcher.text(question);
      },
    },
    index,
    ['a', 'b'],
  );
  await asked;
  expect(happened).toEqual(['a', 'somebody else', 'b']);
});

it('makes what claims are held against step by step, and only once, whoever checks one meanwhile', async () => {
  const index = indexOf('without documents');
  const dispatcher = dispatcherOf(index);
  const claim = '/check CRc was 65.8% with sorafenib';
  const warm = warmUp(dispatcher, index, []);
  const early = dispatcher.text(claim);
  await warm;
  expect(dispatcher.text(claim)).toEqual(early);
  expect(holdingsOf(index).map(({ finding }) => finding)).toEqual(index.profiles.map(({ finding }) => finding));
});
