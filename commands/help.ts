import type { Command } from './command.js';
import { defineCommand } from './command.js';
import { enumerate } from './phrase.js';
import { invalid } from './respond.js';

const usage = (command: Command): string =>
  [
    `/${command.name}`,
    ...Object.entries(command.options).map(([name, option]) => (option.required ? `${name}: …` : `[${name}: …]`)),
  ].join(' ');

/** What can be asked, with examples. */
export const help = defineCommand({
  name: 'help',
  description: 'What can be asked, with examples',
  kind: 'slash',
  options: { command: { description: 'A command', kind: 'text', required: false, maxLength: 40 } },
  examples: ['/help', '/help compare'],
  run: ({ command: name }, { commands }) => {
    const offered = commands.filter((command) => command.kind === 'slash');
    const wanted = name?.replace(/^\//u, '').trim().toLowerCase();
    const chosen = wanted ? offered.filter((command) => command.name === wanted) : offered;
    if (chosen.length === 0)
      return invalid(
        'help',
        `There is no such command. Known are ${enumerate(offered.map((each) => `/${each.name}`))}.`,
      );
    return {
      command: 'help',
      status: 'answered',
      headline: wanted
        ? (chosen[0]?.description ?? '')
        : 'Ask in your own words, or use a command. Answers are findings from the sources held, with the passage; what is not in them is said to be not in them.',
      blocks: [
        {
          type: 'facts',
          facts: chosen.map((command) => ({
            label: usage(command),
            text: `${command.description}. For example: ${command.examples.join(' · ')}`,
            sources: [],
          })),
        },
      ],
      more: [],
      notices: [],
      related: [],
      citations: [],
      suggestions: [],
    };
  },
});
