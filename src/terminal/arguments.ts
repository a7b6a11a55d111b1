import { parseArgs } from 'node:util';
import { faultOfOut, faultOfSvg } from './out.js';

/** What the command line asks for. */
export type Arguments =
  | {
      readonly type: 'run';
      readonly chat: boolean;
      readonly json: boolean;
      readonly text?: string;
      readonly out?: string;
    }
  | { readonly type: 'help' }
  | { readonly type: 'version' }
  | { readonly type: 'fault'; readonly message: string };

export const USAGE = `usage: npm start                             the bot with DISCORD_TOKEN, the chat without
       npm run chat                          the chat, also where a token is set
       npm run chat -- "/drug sorafenib"     one answer
       npm run chat -- "/cite all" --out refs.bib
                                             references in a new file: .bib, .ris, .json, or as text
       npm run chat -- "/plot OS" --svg os.svg
                                             pictures for slides in new files; --out os.png for PNG
       npm run --silent chat -- --json       one JSON object for each line of standard input
Standard input that is no terminal is answered line by line.
Options: --chat, --json, --out FILE, --svg FILE, --help, --version; "--" before a text that begins with a dash.`;

/** Reads the command line; a text or JSON mode means the chat. */
export function readArguments(words: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: {
        chat: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
        svg: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    if (values.help) return { type: 'help' };
    if (values.version) return { type: 'version' };
    const isTyped = positionals.length > 0;
    const { svg } = values;
    const out = values.out ?? svg;
    const message =
      values.out !== undefined && svg !== undefined
        ? '--out and --svg name the same file: give one of them.'
        : out === undefined
          ? undefined
          : ((svg === undefined ? faultOfOut(out) : faultOfSvg(out)) ??
            (isTyped ? undefined : `--${svg === undefined ? 'out' : 'svg'} needs a request, such as "/plot OS".`));
    if (message !== undefined) return { type: 'fault', message };
    return {
      type: 'run',
      chat: values.chat || values.json || isTyped,
      json: values.json,
      ...(isTyped ? { text: positionals.join(' ') } : {}),
      ...(out === undefined ? {} : { out }),
    };
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
      throw error;
    const [what = ''] = error.message.split('. ');
    return { type: 'fault', message: `${what}.` };
  }
}
