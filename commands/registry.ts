import { ask } from './ask.js';
import { biomarker } from './biomarker.js';
import { citeFinding, findings, followUp, passage, related } from './buttons.js';
import { check } from './check.js';
import { cite } from './cite.js';
import type { Command } from './command.js';
import { compare } from './compare.js';
import { drug } from './drug.js';
import { help } from './help.js';
import { outcome } from './outcome.js';
import { plot, plotFindings } from './plot.js';
import { regimen } from './regimen.js';
import { sources } from './sources.js';
import { trial } from './trial.js';

/**
 * The one list of commands. What a command takes is checked against its declaration before it runs, so the list forgets
 * the types of the single declarations.
 */
export const commands: readonly Command[] = [
  ask,
  drug,
  regimen,
  outcome,
  biomarker,
  trial,
  compare,
  plot,
  check,
  cite,
  sources,
  help,
  passage,
  findings,
  citeFinding,
  related,
  plotFindings,
  followUp,
];
