const TOKENS = /\d+(?:\.\d+)?|[-+*/()]|\S/gu;
const NUMBER = /^\d/u;

/** What a formula comes to, with the numbers it is made of as they are written. */
export interface Computed {
  readonly value: number;
  readonly numbers: readonly string[];
}

/** A formula cannot be computed; the message says where it fails. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
}

/**
 * Computes a formula of numbers, `+ - * /` and parentheses. Nothing else is understood: there are no names, no signs
 * before a number, no powers.
 * @throws FormulaError where the text is no such formula or divides by zero.
 */
export function compute(formula: string): Computed {
  const tokens = formula.match(TOKENS) ?? [];
  const numbers = tokens.filter((each) => NUMBER.test(each));
  let at = 0;
  const isNext = (...operators: readonly string[]): boolean => operators.includes(tokens[at] ?? '');

  const sum = (): number => {
    let value = product();
    while (isNext('+', '-')) value = tokens[at++] === '+' ? value + product() : value - product();
    return value;
  };
  const product = (): number => {
    let value = operand();
    while (isNext('*', '/')) value = tokens[at++] === '*' ? value * operand() : value / operand();
    return value;
  };
  const operand = (): number => {
    const token = tokens[at++];
    if (token === undefined) throw new FormulaError(`"${formula}" ends where a number should stand`);
    if (NUMBER.test(token)) return Number(token);
    if (token !== '(') throw new FormulaError(`"${formula}" has "${token}" where a number should stand`);
    const value = sum();
    if (!isNext(')')) throw new FormulaError(`"${formula}" leaves a parenthesis open`);
    at += 1;
    return value;
  };

  const value = sum();
  if (at < tokens.length) throw new FormulaError(`"${formula}" has "${tokens[at]}" where an operator should stand`);
  if (!Number.isFinite(value)) throw new FormulaError(`"${formula}" divides by zero`);
  return { value, numbers };
}

/** What a printed figure is worth; powers are written `10^9`. */
export function worthOf(printed: string): number {
  const [base, exponent] = printed.split('^');
  return Number(base) ** Number(exponent ?? 1);
}

/** Half a unit of a printed number's last decimal: how far rounding may have moved it. */
export function roundingOf(printed: string): number {
  return 0.5 * 10 ** -(printed.split('.')[1]?.length ?? 0);
}

/** Whether a value, rounded to the decimals of the printed number, is that number; a half may go either way. */
export function roundsTo(value: number, printed: string): boolean {
  return Math.abs(value - worthOf(printed)) <= roundingOf(printed) + 1e-9;
}
