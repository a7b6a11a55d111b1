/** Breaks a text at its spaces into lines that fit; a word that does not fit by itself stands alone. */
export function wrap(text: string, fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  // A sign and its numbers are read in one go: "n = 62".
  for (const word of text.replace(/ (?=[=<>] )|(?<= [=<>]) /gu, '\u00A0').split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
