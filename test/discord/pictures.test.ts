import { ComponentType, InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Plot } from '../../commands/answer.js';
import { commands } from '../../commands/registry.js';
import { decodeCustomId } from '../../src/discord/custom-id.js';
import { interact } from '../../src/discord/interact.js';
import { painted } from '../../src/discord/painting.js';
import { renderAnswer } from '../../src/discord/render/answer.js';
import { altText } from '../../src/discord/render/plot.js';
import { editOf, type Reply } from '../../src/discord/replies.js';
import { panel, plot, row } from '../pictures/fixture.js';
import { dispatcherOf, indexOf } from '../program.js';
import { answered, answering, button, buttonsOf, byUserOnly, evidence, miss, slash, textOf } from './fixtures.js';

const drawnEvidence = evidence({ id: row().id });
const drawing = answered({ command: 'plot', blocks: [{ type: 'plot', plot: plot(), evidence: [drawnEvidence] }] });
const PRIVATE_DEFERRAL = {
  type: InteractionResponseType.DeferredChannelMessageWithSource,
  data: { flags: MessageFlags.Ephemeral },
};

const laterOf = ({ later }: Reply) => {
  if (later === undefined) throw new Error('nothing follows');
  return later;
};
const galleriesOf = (reply: Reply) =>
  laterOf(reply).drawn.components.flatMap((each) => (each.type === ComponentType.MediaGallery ? each.items : []));

describe('an answer with a picture', () => {
  it('is deferred, as private as it will be; what follows is data, in a picture and in characters', () => {
    const reply = interact(slash('outcome', { measure: 'OS' }), answering(drawing));
    expect(reply.body).toEqual(PRIVATE_DEFERRAL);
    expect(galleriesOf(reply)).toEqual([
      { media: { url: 'attachment://plot-1.png' }, description: 'OS: hazard ratios. with exafenib: HR 0.50 [7].' },
    ]);
    const { drawn, plain } = laterOf(reply);
    expect(drawn.pictures).toEqual([{ name: 'plot-1.png', plot: plot() }]);
    expect(textOf(drawn.components)).not.toContain('■');
    expect(textOf(plain.components)).toMatch(/■[\s\S]*0\.50 \(0\.25–1\.00\)/u);
    for (const { components } of [drawn, plain])
      expect(textOf(components)).toContain('-# ⚠ **HR for OS** [7]\n-# with exafenib: not randomized');
  });

  it.each([
    ['for everyone', {}, 0],
    ['where it may not be posted', byUserOnly(0n), MessageFlags.Ephemeral],
  ])('is deferred %s', (_, changes, flags) => {
    const reply = interact(slash('outcome', { measure: 'OS', visibility: 'public' }, changes), answering(drawing));
    expect(reply.body).toEqual({ ...PRIVATE_DEFERRAL, data: { flags } });
  });

  it('that is none is answered at once', () => {
    const { body, later } = interact(slash('outcome', { measure: 'OS' }), answering(miss()));
    expect([body.type, later]).toEqual([InteractionResponseType.ChannelMessageWithSource, undefined]);
  });
});

describe('the Plot button', () => {
  it('stands where figures can be drawn, and asks for them by code', () => {
    const offered = interact(
      slash('outcome', { measure: 'OS' }),
      answering(answered({ plottable: ['ab12c', 'cd34e'] })),
    );
    const { components } =
      'data' in offered.body && offered.body.data && 'components' in offered.body.data ? offered.body.data : {};
    expect(buttonsOf(components as never)).toContainEqual(['Plot', 'v1:plot:ab12c,cd34e']);
    const parts = answering(drawing);
    expect(interact(button('v1:plot:ab12c,cd34e'), parts).body).toEqual(PRIVATE_DEFERRAL);
    expect(parts.asked.requests).toEqual([{ command: 'plot-findings', values: { codes: 'ab12c,cd34e' } }]);
  });
});

describe('Share of a picture', () => {
  const { drawn } = laterOf(interact(slash('outcome', { measure: 'OS' }), answering(drawing)));

  it('paints it anew in its place, for everyone', () => {
    const parts = answering(drawing);
    const reply = interact(button('v1:share:ab12c', drawn.components), parts);
    expect(reply.body).toEqual({ ...PRIVATE_DEFERRAL, data: { flags: 0 } });
    const copy = laterOf(reply);
    expect(copy.drawn.components.map(({ type }) => type).slice(0, 3)).toEqual([
      ComponentType.TextDisplay,
      ComponentType.TextDisplay,
      ComponentType.MediaGallery,
    ]);
    expect(textOf(copy.drawn.components)).toContain('Shared by Robin \\*Vale\\*');
    expect(copy.drawn.pictures).toEqual(drawn.pictures);
    expect(textOf(copy.plain.components)).toContain('Shared by');
  });

  it('is out of date where other pictures would be posted than the reader sees', () => {
    const reply = interact(button('v1:share:ab12c', drawn.components), answering(answered()));
    expect(reply.later).toBeUndefined();
    expect(JSON.stringify(reply.body)).toContain('out of date');
  });
});

describe('painting', () => {
  const later = laterOf(interact(slash('outcome', { measure: 'OS' }), answering(drawing)));

  it('makes a file of each picture, and the edit lists exactly these', async () => {
    const message = await painted(later, { paint: async () => new Uint8Array([1, 2]) });
    expect(message.files).toEqual([{ name: 'plot-1.png', mediaType: 'image/png', content: new Uint8Array([1, 2]) }]);
    const { body, files } = editOf(message);
    expect(body).toMatchObject({
      flags: MessageFlags.IsComponentsV2,
      attachments: [{ id: '0', filename: 'plot-1.png' }],
    });
    expect(body).not.toHaveProperty('pictures');
    expect(files).toHaveLength(1);
  });

  it('falls back to characters where there is no renderer', async () => {
    expect(await painted(later, { paint: async () => undefined })).toBe(later.plain);
  });
});

describe('an alt text', () => {
  const saying = (figures: number, words: string): Plot['alt'] => [
    'Title.',
    ...Array.from({ length: figures }, (_, at) => `Figure ${at} ${words} ${at}.5%.`),
  ];
  const long = (figures: number): Pick<Plot, 'alt' | 'brief'> => ({
    alt: saying(figures, `of ${'x'.repeat(90)} is`),
    brief: saying(figures, 'is'),
  });

  it('says everything where that fits, else the figures alone', () => {
    expect(altText(long(3))).toBe(long(3).alt.join(' '));
    expect(altText(long(20))).toBe(long(20).brief.join(' '));
  });

  it('ends after a whole figure where not even these fit, and counts the others', () => {
    const cut = altText(long(80));
    expect(cut.length).toBeLessThanOrEqual(1024);
    const shown = cut.match(/\d+\.5%/gu)?.length ?? 0;
    expect(shown).toBeGreaterThan(40);
    expect(cut.endsWith(`${shown - 1}.5%. And ${80 - shown} more figures.`)).toBe(true);
  });
});

describe('a picture that cannot be painted', () => {
  it('is in words where characters would leave a figure out', () => {
    const rows = Array.from({ length: 9 }, (_, at) => row({ label: `arm ${at}`, estimate: `0.3${at}` }));
    const [first, ...others] = Array.from({ length: 8 }, () => panel([row(), ...rows]));
    if (first === undefined) throw new Error('no panel');
    const alt: Plot['alt'] = ['OS.', ...rows.map(({ label, estimate }) => `${label}: *${estimate}*.`)];
    const long = plot({ panels: [first, ...others], alt });
    const text = textOf(
      renderAnswer(answered({ blocks: [{ type: 'plot', plot: long, evidence: [drawnEvidence] }] }), {
        audience: 'private',
        draws: false,
      }).components,
    );
    expect(text).not.toContain('■');
    for (const { label, estimate } of rows) expect(text).toContain(`${label}: \\*${estimate}\\*.`);
  });
});

describe('every measure', () => {
  const index = indexOf('without documents');
  const parts = { dispatcher: dispatcherOf(index), commands };
  const measures = [...index.vocabulary.concepts.values()].filter(({ kind }) => kind === 'measure').map(({ id }) => id);

  it('is drawn within the limits, and shared with the very same pictures', () => {
    let pictures = 0;
    for (const measure of measures) {
      const { later } = interact(slash('plot', { measure }), parts);
      if (later === undefined) continue;
      pictures += later.drawn.pictures?.length ?? 0;
      expect(textOf(later.drawn.components)).not.toContain('Left out');
      const plain = textOf(later.plain.components);
      for (const { estimate, interval } of later.drawn.pictures
        ?.flatMap((each) => each.plot.panels)
        .flatMap((each) => each.rows) ?? [])
        expect(plain).toMatch(new RegExp(`${estimate}%?${interval ? `.*${interval.low}–${interval.high}` : ''}`, 'u'));
      const share = buttonsOf(later.drawn.components).find(([label]) => label === 'Share')?.[1] ?? '';
      expect(decodeCustomId(share)?.codes.length).toBeGreaterThan(0);
      const copy = laterOf(interact(button(share, later.drawn.components), parts));
      expect([measure, copy.drawn.pictures]).toEqual([measure, later.drawn.pictures]);
    }
    expect(pictures).toBeGreaterThan(10);
  });
});
