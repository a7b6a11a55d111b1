import type { Plot, PlotPanel, PlotRow } from '../../commands/answer.js';

// Invented figures: nothing here stands in a source.
export const row = (changes: Partial<PlotRow> = {}): PlotRow => ({
  id: 'doe-2024.os',
  code: 'ab12c',
  citation: 7,
  label: 'with exafenib',
  estimate: '0.50',
  interval: { low: '0.25', high: '1.00', origin: 'printed' },
  few: false,
  notes: [],
  ...changes,
});

export const panel = (rows: PlotPanel['rows'] = [row()], changes: Partial<PlotPanel> = {}): PlotPanel => ({
  title: 'HR for OS',
  context: ['relapsed AML, n = 41', 'retrospective cohort', 'Doe 2024 [7]'],
  interval: '95% CI',
  rows,
  ...changes,
});

export const plot = (changes: Partial<Plot> = {}): Plot => ({
  kind: 'hazard-ratio',
  unit: '',
  title: 'OS: hazard ratios',
  panels: [panel()],
  notes: ['Not pooled.'],
  references: ['[7] Doe J. An invented study. J Inv. 2024;1(1):1–2.'],
  alt: ['OS: hazard ratios.', 'with exafenib: HR 0.50 [7].'],
  brief: ['OS: hazard ratios.', 'HR 0.50 [7].'],
  ...changes,
});
