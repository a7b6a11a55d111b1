/** Function words of questions: they carry no topic, and dropping them is worth more than any other setting measured. */
const WORDS = `
a an the this that these those and or but nor so if then than as of in on at by for from to into with within about between
during is are was were be been being am do does did done have has had having can could may might shall should will would must
it its they them their he she his her we our you your i me my what which who whom whose when where why how there here not no
any some all each every both either neither very also only just
`;

const STOP: ReadonlySet<string> = new Set(WORDS.split(/\s+/u).filter((word) => word !== ''));

/** Whether a normalized word is left out of the index and of queries. */
export const isStopWord = (word: string): boolean => STOP.has(word);
