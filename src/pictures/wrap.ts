/** Breaks a text at its spaces into lines that fit; a word that does not fit by itself stands alone. */
export function wrap(text: string, fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  // Read in one go: a sign and its numbers ("n = 62"), a source and its number ("Doe 2024 [7]"); no line begins with a dot.
  for (const word of text.replace(/ (?=[=<>·] |\[\d+\])|(?<= [=<>]) /gu, '\u00A0').split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => line.replaceAll('\u00A0', ' '));
}
